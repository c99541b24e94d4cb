using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail.Traces;

/// <summary>
/// The way a mail says that it took: stations from the oldest to the newest, and where their clocks contradict each other. A clock that runs backwards
/// along the way is told and never counted as inconsistent: machines with wrong clocks are ordinary, and only the newest stations are the recipient's own.
/// </summary>
internal static class ReceivedPath
{
    // Clocks of servers in use differ by minutes; below that an order says nothing.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);
    private const int MostHops = 50;

    private const string DoesNotShow =
        "It does not show that the mail took this way: only the newest stations were written by servers the recipient knows, the older ones could have been written by the sender.";

    /// <summary>The row; null if the mail names no station.</summary>
    public static Check? Of(RawMail mail, IReadOnlyList<ReceivedHop> way)
    {
        if (way.Count == 0)
        {
            return null;
        }
        var contradictions = new List<string>();
        MailDate? sent = mail.First("Date") is { } field ? MailDate.Read(field.Text) : null;
        (MailDate Date, string What)? before = sent is { HasZone: true } date ? (date, "the field Date") : null;
        int clocks = 0;
        for (int i = way.Count - 1; i >= 0; i--)
        {
            if (way[i].Date is not { HasZone: true } at)
            {
                continue;
            }
            clocks++;
            string what = $"the station in line {way[i].Field.Line.ToString(CultureInfo.InvariantCulture)}{(way[i].By.Length > 0 ? $" ({Short(way[i].By)})" : "")}";
            if (before is { } earlier && earlier.Date.Instant - at.Instant > Tolerance)
            {
                contradictions.Add($"{what} says {at.Iso}, {Words(earlier.Date.Instant - at.Instant)} before {earlier.What} ({earlier.Date.Iso})");
            }
            before = (at, what);
        }
        var evidence = new JsonObject
        {
            ["stations"] = new JsonArray([.. way.Take(MostHops).Select(hop => (JsonNode)new JsonObject
            {
                ["line"] = hop.Field.Line,
                ["from"] = hop.From,
                ["by"] = hop.By,
                ["time"] = hop.Date?.Iso,
            })]),
            ["contradictions"] = contradictions.Count,
        };
        string stations = way.Count == 1 ? $"The mail names one station, {Name(way[0])}." : $"The mail names {way.Count} stations, newest {Name(way[0])}, oldest {Name(way[^1])}.";
        return contradictions.Count > 0
            ? new Check("received-path", CheckOutcome.NotTestable, $"{stations} Their clocks contradict each other: {string.Join("; ", contradictions.Take(3))}. Wrong clocks are ordinary; so the order of the stations cannot be tested by them.", evidence, DoesNotShow)
            : clocks + (sent is { HasZone: true } ? 1 : 0) < 2
            ? new Check("received-path", CheckOutcome.NotTestable, $"{stations} Too few of them give a time with a zone to compare.", evidence, DoesNotShow)
            : new Check("received-path", CheckOutcome.Consistent, $"{stations} Their clocks run forwards along the way, within {Tolerance.TotalMinutes.ToString(CultureInfo.InvariantCulture)} minutes.", evidence, DoesNotShow);
    }

    private static string Name(ReceivedHop hop) => hop.By.Length > 0 ? Short(hop.By) : hop.From.Length > 0 ? Short(hop.From) : "without a name";

    private static string Short(string text) => text.Split(' ')[0] is { Length: <= 100 } name ? name : text[..100];

    private static string Words(TimeSpan span) => span.TotalDays >= 2 ? $"{span.TotalDays.ToString("0", CultureInfo.InvariantCulture)} days"
        : span.TotalHours >= 2 ? $"{span.TotalHours.ToString("0", CultureInfo.InvariantCulture)} hours"
        : $"{span.TotalMinutes.ToString("0", CultureInfo.InvariantCulture)} minutes";
}
