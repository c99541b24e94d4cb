using System.Globalization;
using Tidemark.Detection.Statements.Article;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;
using Tidemark.Detection.Statements.Rules;

namespace Tidemark.Detection.Statements.Resolution;

/// <summary>
/// Turns what the rules found into statements: who speaks, with which stance, through whose hands, when. Reads the article once more
/// from the top, so that a name is known only from where it stands on.
/// </summary>
internal sealed class Resolver
{
    private readonly string _text;
    private readonly CodePoints _points;
    private readonly ArticleReader _article;
    private readonly Language _language;
    private readonly EntityBook _book;
    private readonly Speakers _speakers;
    private readonly Chains _chains;
    private readonly Stances _stances;
    private readonly List<Resolved> _done = [];
    private readonly Dictionary<Draft, Resolved> _byDraft = [];

    /// <summary>Charges and denials that others are compared with; more than this no article has, and the work stays bounded.</summary>
    private const int MostCharges = 200;

    /// <summary>Hands in one chain.</summary>
    private const int MostHops = 8;

    private readonly List<Resolved> _charges = [];
    private readonly List<Resolved> _denials = [];

    private Resolver(string text, CodePoints points, ArticleReader article, Language language)
    {
        (_text, _points, _article, _language) = (text, points, article, language);
        _book = new EntityBook(language);
        _speakers = new Speakers(_book);
        _chains = new Chains(_book, _speakers);
        _stances = new Stances(language);
    }

    /// <summary>A draft with its speaker.</summary>
    private sealed class Resolved(Draft draft)
    {
        public Draft Draft { get; } = draft;

        public Entity? Speaker { get; set; }

        public Stance Stance { get; set; }

        public List<Entity> Hops { get; set; } = [];

        public int Number { get; set; }
    }

    public static IReadOnlyList<Statement> Resolve(string text, CodePoints points, ArticleReader article, Language language, List<Passage> passages, IReadOnlyList<Draft> drafts)
    {
        var resolver = new Resolver(text, points, article, language);
        resolver.ReadSpeakers(passages, drafts);
        resolver.Nest();
        resolver.Deny();
        resolver._done.Sort((a, b) => Start(a.Draft).CompareTo(Start(b.Draft)));
        for (int i = 0; i < resolver._done.Count; i++)
        {
            resolver._done[i].Number = i + 1;
        }
        return [.. resolver._done.Select(resolver.Finish)];
    }

    private static int Start(Draft draft) => draft.CueSpan is { } cue ? cue.Start : draft.Content[0].Span.Start;

    private void ReadSpeakers(List<Passage> passages, IReadOnlyList<Draft> drafts)
    {
        int next = 0;
        foreach (Passage passage in passages)
        {
            foreach (Sentence sentence in passage.Sentences)
            {
                _book.Read(passage, sentence);
                Aliases(passage, sentence);
                while (next < drafts.Count && drafts[next].Passage == passage && drafts[next].Sentence.First <= sentence.First)
                {
                    Draft draft = drafts[next++];
                    if (draft.Content.Count > 0 || draft.CueFirst >= 0)
                    {
                        Resolved resolved = Speak(draft);
                        resolved.Number = _done.Count;
                        _done.Add(resolved);
                        _byDraft.Add(draft, resolved);
                    }
                }
            }
        }
    }

    private Resolved Speak(Draft draft)
    {
        var resolved = new Resolved(draft);
        if (draft.Speaker is { } phrase)
        {
            resolved.Speaker = _speakers.Of(draft.Passage, phrase);
            OwnDocuments(draft, resolved.Speaker);
        }
        Entity? asker = draft.Answers is { } question ? _byDraft.GetValueOrDefault(question)?.Speaker : null;
        resolved.Hops = _chains.Own(draft, asker);
        resolved.Stance = _stances.Of(_text, draft, resolved.Speaker);
        if (resolved.Speaker is { } who)
        {
            if (draft.Cue.Lemma is "add" or "continue" or "go" && resolved.Hops.Count == 0)
            {
                for (int i = _done.Count - 1; i >= Math.Max(0, _done.Count - 4); i--)
                {
                    if (_done[i].Speaker == who)
                    {
                        resolved.Hops.AddRange(_done[i].Hops);
                        break;
                    }
                }
            }
            _speakers.Spoke(who);
        }
        return resolved;
    }

    /// <summary>"said in a report titled …": the report is theirs, and "the report adds" is they.</summary>
    private void OwnDocuments(Draft draft, Entity speaker)
    {
        Passage passage = draft.Passage;
        if (draft.CueFirst < 0 || speaker.Kind is HopKind.Document)
        {
            return;
        }
        int content = draft.Content.Count > 0 ? draft.Content.Max(piece => piece.Span.Start) : int.MaxValue;
        for (int i = draft.CueLast + 1; i < Math.Min(draft.Sentence.End, draft.CueLast + 10) && passage.Tokens[i].Start < content; i++)
        {
            if (!passage.Is(i, "in"))
            {
                continue;
            }
            for (int noun = i + 2; noun < Math.Min(draft.Sentence.End, i + 6) && passage.IsWord(noun); noun++)
            {
                string word = passage.Tokens[noun].Word.Text;
                if (passage.Has(noun, WordClass.Document) && !passage.Has(noun, WordClass.Proper | WordClass.AnyVerb) && word is not ("interview" or "account" or "website"))
                {
                    Entity document = _book.Described($"{word} of {speaker.Name}", word, HopKind.Document, passage.Tokens[noun].Start);
                    document.Of = speaker;
                    return;
                }
            }
        }
    }

    // "a person using the name “Martin”"
    private void Aliases(Passage passage, Sentence sentence)
    {
        foreach (Quotation quotation in passage.Quotations)
        {
            if (quotation.Open < sentence.First || quotation.Open >= sentence.End || quotation.Close - quotation.Open > 4 || !quotation.Closed)
            {
                continue;
            }
            bool named = false;
            int person = -1;
            for (int i = Math.Max(sentence.First, quotation.Open - 8); i < quotation.Open; i++)
            {
                named |= passage.IsWord(i) && Array.IndexOf(_language.Phrases("alias-words"), passage.Tokens[i].Word.Text.Length > 0 ? passage.Tokens[i].Word.Text : passage.Written(i).ToString()) >= 0 || passage.Is(i, "calling") || passage.Is(i, "called") || passage.Is(i, "as");
                if (person < 0 && (passage.Is(i, "a") || passage.Is(i, "an") || passage.Is(i, "someone") || passage.Is(i, "somebody")))
                {
                    person = i;
                }
            }
            if (named && person >= 0)
            {
                int from = passage.Has(person, WordClass.Determiner) && !passage.Has(person, WordClass.SubjectPronoun) ? person + 1 : person;
                Entity alias = _book.Described(passage.Cut(from, quotation.Close), passage.Tokens[from].Word.Text, HopKind.Person, passage.Tokens[person].Start);
                _speakers.Alias = alias;
            }
        }
    }

    /// <summary>A statement within another's content went through that speaker's hands.</summary>
    private void Nest()
    {
        for (int i = 0; i < _done.Count; i++)
        {
            Resolved inner = _done[i];
            if (inner.Draft.CueSpan is not { } cue)
            {
                continue;
            }
            Resolved? outer = null;
            for (int k = Math.Max(0, i - 12); k < Math.Min(_done.Count, i + 12); k++)
            {
                Resolved other = _done[k];
                if (k != i && other.Draft.Passage == inner.Draft.Passage && other.Speaker is not null && other.Speaker != inner.Speaker && other.Draft.CueSpan is { } outside && !Within(inner.Draft, outside) && Within(other.Draft, cue)
                    && (outer is null || Size(other.Draft) < Size(outer.Draft)))
                {
                    outer = other;
                }
            }
            if (outer is null)
            {
                outer = Enclosing(i, cue);
                if (outer is not null)
                {
                    inner.Draft.Tier = Tier.Uncertain;
                }
            }
            else
            {
                if (inner.Draft.Cue.Class is CueClass.Belief || outer.Draft.Content.Exists(piece => piece.Quoted && piece.Span.Covers(cue)))
                {
                    inner.Draft.Tier = Tier.Uncertain;
                }
                inner.Hops = [.. outer.Hops.Append(outer.Speaker!).Concat(inner.Hops).Distinct().Take(MostHops)];
            }
        }
    }

    // "said that she had reported": a speaker's own saying, told by the speaker.
    private Resolved? Enclosing(int i, TextSpan cue)
    {
        Resolved inner = _done[i];
        for (int k = Math.Max(0, i - 12); k < Math.Min(_done.Count, i + 12); k++)
        {
            if (k != i && _done[k].Draft.Passage == inner.Draft.Passage && _done[k].Draft.CueSpan is { } outside && !Within(inner.Draft, outside) && Within(_done[k].Draft, cue))
            {
                return _done[k];
            }
        }
        return null;
    }

    private static bool Within(Draft draft, TextSpan span) => draft.Content.Exists(piece => piece.Span.Covers(span));

    private static int Size(Draft draft) => draft.Content.Sum(piece => piece.Span.Length);

    /// <summary>Under a neutral cue: a negation of what the article says the speaker is accused of.</summary>
    private void Deny()
    {
        foreach (Resolved one in _done)
        {
            if (one.Stance is Stance.Accuses or Stance.Alleges or Stance.Claims && _charges.Count < MostCharges)
            {
                _charges.Add(one);
            }
            else if (one.Stance is Stance.Denies or Stance.Dismisses && _denials.Count < MostCharges)
            {
                _denials.Add(one);
            }
        }
        foreach (Resolved one in _done)
        {
            if (one.Stance is not (Stance.Asserts or Stance.Reports) || one.Draft.Cue.Class != CueClass.Neutral || one.Draft.Content.Count == 0 || !_stances.NegatedClause(one.Draft, out string subject) || subject.Length == 0)
            {
                continue;
            }
            bool quoted = one.Draft.Content[0].Quoted;
            bool self = quoted
                ? WordSearch.Any(subject, _language.Phrases("self-words")) || WordSearch.Any(subject, _language.Phrases("negated-subjects"))
                : WordSearch.Any(subject, _language.Phrases("self-pronouns"));
            bool own = !self && (quoted || Side(one, subject));
            if ((self && Accused(one, null)) || (own && Accused(one, subject)))
            {
                one.Stance = Stance.Denies;
            }
        }
    }

    /// <summary>Whether the subject names the speaker or whom the speaker speaks for.</summary>
    private static bool Side(Resolved one, string subject)
    {
        int steps = 0;
        for (Entity? entity = one.Speaker; entity is not null && steps < 4; entity = entity.Of, steps++)
        {
            foreach (string word in entity.Name.Split(' '))
            {
                if (word.Length > 3 && char.IsUpper(word[0]) && subject.Contains(word, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>Whether somebody else's charge, or the speaker's own side's denial, names the subject (or the speaker's side).</summary>
    private bool Accused(Resolved one, string? subject)
    {
        var names = new List<string>();
        if (subject is null)
        {
            for (Entity? entity = one.Speaker; entity is not null && names.Count < 3; entity = entity.Of)
            {
                names.Add(entity.Name);
            }
        }
        else
        {
            names.Add(subject);
        }
        foreach (Resolved other in _charges.Concat(_denials))
        {
            if (other == one)
            {
                continue;
            }
            bool charge = other.Stance is Stance.Accuses or Stance.Alleges or Stance.Claims;
            bool denial = other.Stance is Stance.Denies or Stance.Dismisses;
            foreach (string name in names)
            {
                foreach (string word in name.Split(' '))
                {
                    if (charge && subject is null && word.Length >= 5 && char.IsLower(word[0]) && other.Draft.Content.Exists(piece => Mentions(piece.Span, "the " + word)))
                    {
                        // "accused the government of lying": the speaker's own.
                        return true;
                    }
                    if (word.Length < 4 || !char.IsUpper(word[0]))
                    {
                        continue;
                    }
                    string stem = word.Length > 5 ? word[..^1] : word;
                    if ((charge && other.Draft.Content.Exists(piece => Mentions(piece.Span, stem))) || (denial && other.Speaker is { } denier && denier.Name.Contains(stem, StringComparison.Ordinal)))
                    {
                        return true;
                    }
                }
            }
            if (subject is null && denial && other.Speaker is not null && (other.Speaker == one.Speaker || other.Speaker == one.Speaker?.Of || other.Speaker.Of == one.Speaker))
            {
                return true;
            }
        }
        return false;
    }

    private bool Mentions(TextSpan span, string stem) => _text.AsSpan(span.Start, span.Length).Contains(stem, StringComparison.Ordinal);

    private Statement Finish(Resolved one)
    {
        Draft draft = one.Draft;
        (Modality modality, List<TextSpan> hedges) = Hedging.Of(_text, draft, _language);
        bool denies = one.Stance is Stance.Denies or Stance.Dismisses;
        (TextSpan Span, string From, string To, bool OfSaying)? when = SayingTimes.Of(draft, _article.Day);
        List<ContentPiece> content = [.. draft.Content.OrderBy(piece => piece.Span.Start).Select(piece => new ContentPiece(_points.Cut(piece.Span), piece.Quoted))];
        return new Statement
        {
            Id = Id(one),
            Line = Line(Start(draft)),
            Kind = content.TrueForAll(piece => piece.Quoted) && content.Count > 0 ? StatementKind.Direct : content.Exists(piece => piece.Quoted) ? StatementKind.Mixed : StatementKind.Indirect,
            Speaker = draft.SpeakerSpan is { } span && one.Speaker is { } speaker ? new Speaker(_points.Cut(span), speaker.Name, RoleOf(speaker)) : null,
            Cue = draft.CueSpan is { } cue ? new CueWords(_points.Cut(cue), draft.Cue.Lemma, draft.Cue.Class.ToString().ToLowerInvariant()) : null,
            Stance = one.Stance,
            Modality = modality,
            Factivity = draft.Cue.Class switch
            {
                CueClass.Factive => Factivity.Factive,
                CueClass.Distancing => Factivity.Distancing,
                CueClass.Confirming when draft.Cue.Lemma is not ("confirm" or "affirm" or "verify") && one.Stance == Stance.Confirms => Factivity.Factive,
                _ => Factivity.Neutral,
            },
            Hedges = [.. hedges.Select(_points.Cut)],
            Content = content,
            Chain = Chain(one),
            Addressee = draft.Addressee is { } whom ? _points.Cut(draft.Passage.Between(whom.First, whom.Last)) : null,
            When = when is { } time ? new StatedTime(_points.Cut(time.Span), time.From, time.To, time.OfSaying) : null,
            Denies = denies ? Denied(one) : [],
            DenialScopes = denies ? Denials.Scopes(_text, draft, _language) : [],
            Answers = draft.Answers is { } question && _byDraft.TryGetValue(question, out Resolved? asked) ? Id(asked) : null,
            Rule = draft.Rule,
            Tier = draft.Tier,
        };
    }

    private static string Id(Resolved one) => "s" + one.Number.ToString(CultureInfo.InvariantCulture);

    private int Line(int offset)
    {
        int lo = 0;
        int hi = _article.Lines.Count - 1;
        while (lo < hi)
        {
            int mid = (lo + hi + 1) / 2;
            if (_article.Lines[mid].Span.Start <= offset)
            {
                lo = mid;
            }
            else
            {
                hi = mid - 1;
            }
        }
        return _article.Lines[lo].Number;
    }

    private static string? RoleOf(Entity entity) =>
        entity.Role is { } role ? entity.Of is { } of && !role.Contains(of.Name, StringComparison.Ordinal) ? $"{role}, {of.Name}" : role : entity.Types.Count > 0 && entity.Named ? entity.Types.First() : null;

    private static List<Hop> Chain(Resolved one)
    {
        var chain = new List<Hop> { new("article", HopKind.Article) };
        foreach (Entity hop in one.Hops)
        {
            if (hop != one.Speaker)
            {
                chain.Add(new Hop(hop.Name, hop.Kind));
            }
        }
        if (one.Speaker is { } speaker)
        {
            chain.Add(new Hop(speaker.Name, speaker.Kind));
        }
        return chain;
    }

    /// <summary>The charges this denial answers: in the same sentence the one before, else those that name the denier's side.</summary>
    private List<string> Denied(Resolved denial)
    {
        Resolved? near = null;
        for (int i = Math.Max(0, denial.Number - 13); i < Math.Min(_done.Count, denial.Number + 12); i++)
        {
            Resolved other = _done[i];
            if (other.Draft.Passage == denial.Draft.Passage && other.Draft.Sentence == denial.Draft.Sentence && Start(other.Draft) < Start(denial.Draft) && other.Speaker != denial.Speaker && other.Draft.Content.Count > 0)
            {
                near = other;
            }
        }
        if (near is not null)
        {
            return [Id(near)];
        }
        var ids = new List<string>();
        foreach (Resolved other in _charges)
        {
            if (other != denial && other.Speaker != denial.Speaker && ids.Count < MostHops && Concerns(other, denial))
            {
                ids.Add(Id(other));
            }
        }
        return ids;
    }

    private bool Concerns(Resolved charge, Resolved denial)
    {
        string side = denial.Speaker is { } speaker ? speaker.Name + " " + speaker.Of?.Name : "";
        string own = string.Join(' ', denial.Draft.Content.Select(piece => _text[piece.Span.Start..piece.Span.End]));
        foreach (string word in (side + " " + own).Split([' ', ',', '.', '’', '\''], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length >= 5 && char.IsUpper(word[0]) && charge.Draft.Content.Exists(piece => Mentions(piece.Span, word[..^1])))
            {
                return true;
            }
        }
        return false;
    }
}
