namespace Tidemark.Detection.Statements;

/// <summary>What the speaker does with the content. The list is closed: the ledger, the checks and the exports rest on it.</summary>
public enum Stance
{
    /// <summary>Says it, under a neutral or factive cue.</summary>
    Asserts,

    /// <summary>An outlet, agency or document passes on what it learned.</summary>
    Reports,

    /// <summary>Claim, maintain, insist, contend.</summary>
    Claims,

    /// <summary>A charge not yet shown: prosecutors, plaintiffs, "allege".</summary>
    Alleges,

    /// <summary>Charges somebody with a wrong.</summary>
    Accuses,

    /// <summary>Believes, suspects, expects, fears.</summary>
    Believes,

    /// <summary>Says that it is not so.</summary>
    Denies,

    /// <summary>Rejects the worth of it, not the fact.</summary>
    Dismisses,

    /// <summary>Will not say; also "did not deny", which is neither a denial nor a confirmation.</summary>
    Declines,

    /// <summary>Says that it is so, after somebody else did.</summary>
    Confirms,

    /// <summary>Asks.</summary>
    Asks,
}

/// <summary>Who lends the truth: what the article's choice of cue commits the article to.</summary>
public enum Factivity
{
    /// <summary>Reveal, establish, acknowledge: the article takes it for true.</summary>
    Factive,

    /// <summary>Say, report: it stays with the speaker.</summary>
    Neutral,

    /// <summary>Claim, allege, accuse: the article steps back.</summary>
    Distancing,
}

/// <summary>How sure the speaker is, by the speaker's own words.</summary>
public enum Modality
{
    /// <summary>No hedge.</summary>
    Plain,

    /// <summary>May, apparently, "consistent with".</summary>
    Hedged,

    /// <summary>Would have, if.</summary>
    Conditional,

    /// <summary>Will, is going to.</summary>
    Predicted,
}

/// <summary>In which form the words are given.</summary>
public enum StatementKind
{
    /// <summary>All in quotation marks.</summary>
    Direct,

    /// <summary>None in quotation marks.</summary>
    Indirect,

    /// <summary>Both.</summary>
    Mixed,

    /// <summary>A noun stands for the saying: "the campaign's complaint".</summary>
    Nominal,

    /// <summary>No cue stands there.</summary>
    Implicit,
}

/// <summary>How far speaker, cue and content follow from the rule.</summary>
public enum Tier
{
    /// <summary>From the rule alone.</summary>
    Certain,

    /// <summary>Something had to be guessed.</summary>
    Uncertain,
}

/// <summary>What exactly a denial denies.</summary>
public enum DenialScope
{
    /// <summary>That it was done.</summary>
    Act,

    /// <summary>That it was meant.</summary>
    Intent,

    /// <summary>That there was a reason to.</summary>
    Motive,

    /// <summary>That one knew.</summary>
    Knowledge,

    /// <summary>That there is evidence for it.</summary>
    Evidence,
}

/// <summary>Through whose hands the words went.</summary>
public enum HopKind
{
    /// <summary>The article itself, always outermost.</summary>
    Article,

    /// <summary>A news agency.</summary>
    Agency,

    /// <summary>A newspaper, a broadcaster, a site.</summary>
    Outlet,

    /// <summary>A report, a memo.</summary>
    Document,

    /// <summary>A statement, a web site, an interview.</summary>
    Channel,

    /// <summary>One human being.</summary>
    Person,

    /// <summary>An office, a company, a state.</summary>
    Body,

    /// <summary>Several people.</summary>
    Group,
}
