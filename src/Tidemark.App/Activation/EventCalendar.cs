using System.Globalization;
using System.Text;
using Tidemark.App.Inputs;
using Tidemark.Evidence.Sources;

namespace Tidemark.App.Activation;

/// <summary>Reads a calendar of events that a user supplies: CSV with the columns <c>date,to,label</c>; an empty <c>to</c> is the same day.</summary>
internal static class EventCalendar
{
    /// <summary>The events as days since 1970, first and last, with their labels.</summary>
    /// <exception cref="Refusal">The file is none, a column is missing, or a line is no event: a calendar is small and a person's, so it is mended, not skipped.</exception>
    public static List<(int From, int To, string Label)> Read(string path)
    {
        InputFile.Regular(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using SourceBytes source = SourceBytes.Open(stream, path);
        Utf8CsvReader reader = new(source, CsvDialect.Rfc4180);
        if (!reader.Read() || reader.Problem != CsvProblem.None)
        {
            throw new Refusal($"{path} has no header line; a calendar begins with date,to,label.");
        }
        string[] header = [.. Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)))];
        (int date, int to, int label) = (Array.IndexOf(header, "date"), Array.IndexOf(header, "to"), Array.IndexOf(header, "label"));
        if (date < 0 || label < 0)
        {
            throw new Refusal($"{path} has no column {(date < 0 ? "date" : "label")}; a calendar begins with date,to,label.");
        }
        reader.ExpectedFields = header.Length;
        var events = new List<(int, int, string)>();
        while (reader.Read())
        {
            if (reader.Problem != CsvProblem.None)
            {
                throw new Refusal($"{reader.Fault}.");
            }
            string from = Encoding.UTF8.GetString(reader.Field(date)), until = to < 0 ? "" : Encoding.UTF8.GetString(reader.Field(to));
            if (!Day(from, out int first) || !Day(until.Length == 0 ? from : until, out int last) || last < first)
            {
                throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"{path} line {reader.Line}: '{from}' to '{until}' are no days in order; write them as 2027-03-14."));
            }
            string named = Encoding.UTF8.GetString(reader.Field(label));
            events.Add((first, last, named.Length == 0 ? "event " + from : named));
        }
        return source.Break is { } broken ? throw new Refusal($"{broken}.") : events;
    }

    private static bool Day(string text, out int day)
    {
        bool ok = DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date);
        day = ok ? date.DayNumber - new DateOnly(1970, 1, 1).DayNumber : 0;
        return ok;
    }
}
