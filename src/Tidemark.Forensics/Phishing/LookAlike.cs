using Tidemark.Forensics.Mail;

namespace Tidemark.Forensics.Phishing;

/// <summary>How one domain looks like another.</summary>
internal enum Likeness
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>The same name under another ending, or with a word added: organisations do this themselves.</summary>
    Related,

    /// <summary>A character confused, changed, doubled, left out or swapped, a hyphen, or the known name as the front of a longer one.</summary>
    Deceptive,
}

/// <summary>Whether a domain looks like a known one: by skeleton, by one slip of the pen, by hyphen, ending or added word.</summary>
internal static class LookAlike
{
    // Words put beside a name to make another that seems to belong to it.
    private static readonly string[] Added =
        ["account", "accounts", "admin", "auth", "cloud", "corp", "docs", "email", "group", "help", "hq", "inc", "info", "login", "mail", "net", "office", "online", "portal", "secure", "security", "service", "share", "signin", "support", "team", "web", "webmail", "www"];

    /// <summary>How a host looks like a known registrable domain.</summary>
    /// <param name="host">Host in lower case, punycode read.</param>
    /// <param name="known">A registrable domain.</param>
    public static Likeness Of(string host, string known)
    {
        string domain = OrganisationalDomain.Of(host);
        if (domain == known)
        {
            return Likeness.None;
        }
        (string name, string other) = (DomainNames.Chosen(domain), DomainNames.Chosen(known));
        if (name == other)
        {
            return other.Length >= 3 ? Likeness.Related : Likeness.None;
        }
        // "example.org.elsewhere.example" and "example-org.example": read from the left, it is the known one.
        string dashed = known.Replace('.', '-');
        if (known.Length >= 6 && (host.StartsWith(known + ".", StringComparison.Ordinal) || host.StartsWith(known + "-", StringComparison.Ordinal) || Confusables.Skeleton(name) == Confusables.Skeleton(dashed)))
        {
            return Likeness.Deceptive;
        }
        (string a, string b) = (Confusables.Skeleton(name), Confusables.Skeleton(other));
        if (other.Length >= 3 && (a == b || (other.Length >= 4 && a.Replace("-", "", StringComparison.Ordinal) == b.Replace("-", "", StringComparison.Ordinal))))
        {
            return Likeness.Deceptive;
        }
        if (other.Length >= 6 && OneSlip(name, other))
        {
            return Likeness.Deceptive;
        }
        if (other.Length is >= 3 and <= 5 && OneSlip(name, other))
        {
            return Likeness.Related; // Short names lie one letter apart by chance.
        }
        return other.Length >= 3 && HasAddedWord(name, other) ? Likeness.Related : Likeness.None;
    }

    /// <summary>Whether one insertion, deletion, change or swap of neighbours makes one text the other (Damerau 1964).</summary>
    public static bool OneSlip(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1 || a == b)
        {
            return false;
        }
        int front = 0;
        while (front < a.Length && front < b.Length && a[front] == b[front])
        {
            front++;
        }
        int back = 0;
        while (back < a.Length - front && back < b.Length - front && a[^(back + 1)] == b[^(back + 1)])
        {
            back++;
        }
        (int x, int y) = (a.Length - front - back, b.Length - front - back);
        return (x <= 1 && y <= 1) || (x == 2 && y == 2 && a[front] == b[front + 1] && a[front + 1] == b[front]);
    }

    private static bool HasAddedWord(string name, string known)
    {
        int at = name.IndexOf(known, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }
        string before = name[..at], after = name[(at + known.Length)..];
        bool hyphen = (before.Length == 0 || before.EndsWith('-')) && (after.Length == 0 || after.StartsWith('-'));
        return hyphen || (known.Length >= 4 && Array.IndexOf(Added, before + after) >= 0);
    }
}
