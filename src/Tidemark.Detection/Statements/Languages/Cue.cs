namespace Tidemark.Detection.Statements.Languages;

/// <summary>What may follow a cue.</summary>
[Flags]
internal enum Follows
{
    None = 0,
    Clause = 1,
    Question = 2,
    Quotation = 4,
    Noun = 8,
    Addressee = 16,
    Infinitive = 32,
    NounInfinitive = 64,
    Gerund = 128,
}

/// <summary>The kinds of cue the contract knows.</summary>
internal enum CueClass
{
    Neutral,
    Factive,
    Confirming,
    Distancing,
    Negative,
    Declining,
    Belief,
    Question,
}

/// <summary>A verb that attributes, as the language's cue file has it.</summary>
/// <param name="Lemma">Its base form.</param>
/// <param name="Particle">The particle or preposition that belongs to it ("for" of "call for"); empty where there is none.</param>
/// <param name="Follows">What may follow.</param>
/// <param name="Class">Its kind.</param>
/// <param name="Stance">The stance it gives when nothing else decides.</param>
/// <param name="Strength">3: a clause or quotation behind it is a statement; 0: only beside another sign.</param>
internal sealed record Cue(string Lemma, string Particle, Follows Follows, CueClass Class, Stance Stance, int Strength);
