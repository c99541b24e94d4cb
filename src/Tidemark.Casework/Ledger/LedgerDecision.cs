namespace Tidemark.Casework.Ledger;

/// <summary>What a person did with a row.</summary>
public enum LedgerAction
{
    /// <summary>The row is as the text has it.</summary>
    Accept,

    /// <summary>A field of the row is wrong; the right value stands beside it.</summary>
    Correct,

    /// <summary>The row is no statement, or not to be used.</summary>
    Reject,

    /// <summary>The row is another row's statement.</summary>
    Merge,
}

/// <summary>
/// One decision of a person on one row, as the journal has it. It holds what the row said when it was decided on, so that it can be read
/// even where a later reading no longer finds the row.
/// </summary>
public sealed record LedgerDecision
{
    /// <summary>The row's id.</summary>
    public required string Row { get; init; }

    /// <summary>What was decided.</summary>
    public required LedgerAction Action { get; init; }

    /// <summary>Of a correction the field: one of <see cref="LedgerFields"/>; else null.</summary>
    public string? Field { get; init; }

    /// <summary>Of a correction the right value; else null.</summary>
    public string? Value { get; init; }

    /// <summary>Of a merger the row it belongs to; else null.</summary>
    public string? Into { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public required string Reason { get; init; }

    /// <summary>When: ISO 8601 in UTC.</summary>
    public required string Time { get; init; }

    /// <summary>Line of the journal; decisions count in this order.</summary>
    public required long Entry { get; init; }

    /// <summary>SHA-256 of the row's text.</summary>
    public required string Text { get; init; }

    /// <summary>The sentence the row stood in.</summary>
    public required string Sentence { get; init; }
}

/// <summary>The fields a person can correct, and what is allowed in them.</summary>
public static class LedgerFields
{
    /// <summary>The eleven stances.</summary>
    public static IReadOnlyList<string> Stances { get; } =
        ["asserts", "claims", "alleges", "reports", "believes", "denies", "dismisses", "declines", "confirms", "asks", "accuses"];

    /// <summary>Names of the fields.</summary>
    public static IReadOnlyList<string> Names { get; } = ["speaker", "stance", "modality", "content", "when", "scope"];

    /// <summary>Why a value cannot stand in a field; null where it can.</summary>
    public static string? Fault(string field, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return field switch
        {
            _ when value.Length > 2000 => "a correction has 2,000 characters at most",
            "stance" => Of(value, Stances),
            "modality" => Of(value, ["plain", "hedged", "conditional", "predicted"]),
            "scope" => value.Split(',').Select(part => Of(part, ["act", "intent", "motive", "knowledge", "evidence"])).FirstOrDefault(fault => fault is not null),
            "when" => IsTime(value) ? null : $"'{value}' is no day; write 2024-08-10, or 2024-06-01/2024-06-30",
            "speaker" or "content" => string.IsNullOrWhiteSpace(value) ? $"the {field} is empty" : null,
            _ => $"there is no field '{field}'; there are {string.Join(", ", Names)}",
        };

        static string? Of(string value, IReadOnlyList<string> allowed) =>
            allowed.Contains(value, StringComparer.Ordinal) ? null : $"'{value}' is none of {string.Join(", ", allowed)}";
    }

    private static bool IsTime(string value)
    {
        string[] days = value.Split('/');
        return days.Length is 1 or 2 && days.All(day => DateOnly.TryParseExact(day, "yyyy-MM-dd", out _)) && string.CompareOrdinal(days[0], days[^1]) <= 0;
    }
}
