using System.Globalization;
using System.Text;
using Tidemark.App.Inputs;
using Tidemark.Detection.Places;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Places;

/// <summary>
/// The case's own list of contested places: <c>place,from,to</c>, dates inclusive, an empty one open. A place is an ISO code or the name of
/// a state or country. None is built in: what is contested is a fact about one day and one vote.
/// </summary>
internal sealed class ContestedPlaces
{
    private readonly List<(string Place, DateOnly From, DateOnly To)> _entries = [];

    public IReadOnlyCollection<string> Places => [.. _entries.Select(entry => entry.Place).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <exception cref="Refusal">The list cannot be read; the message says where and why.</exception>
    public static ContestedPlaces Read(string path)
    {
        InputFile.Regular(path);
        using FileStream stream = File.OpenRead(path);
        using SourceBytes source = SourceBytes.Open(stream, path);
        var reader = new Utf8CsvReader(source, new CsvDialect((byte)',', CsvDialect.Detect(source.Head).NewLine));
        if (!reader.Read() || reader.Problem != CsvProblem.None)
        {
            throw new Refusal($"{path} has no header line; a list of contested places has 'place,from,to'.");
        }
        string[] header = [.. Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)))];
        (int place, int from, int to) = (Array.IndexOf(header, "place"), Array.IndexOf(header, "from"), Array.IndexOf(header, "to"));
        if (place < 0 || from < 0 || to < 0)
        {
            throw new Refusal($"{path} has no columns 'place,from,to'.");
        }
        reader.ExpectedFields = header.Length;
        var list = new ContestedPlaces();
        while (reader.Read())
        {
            if (reader.Problem != CsvProblem.None)
            {
                throw new Refusal(reader.Fault.ToString());
            }
            var where = new SourceLocation(path, reader.Line, reader.Offset);
            string name = Encoding.UTF8.GetString(reader.Field(place)).Trim();
            string code = PlaceNames.Code(name) ?? throw new Refusal($"{where}: '{Short(name)}' is no state or country; write its ISO code, such as US-GA or GE.");
            DateOnly start = Date(reader.Field(from), DateOnly.MinValue, where);
            DateOnly end = Date(reader.Field(to), DateOnly.MaxValue, where);
            if (end < start)
            {
                throw new Refusal($"{where}: the list ends before it begins.");
            }
            list._entries.Add((code, start, end));
        }
        return source.Break is { } broken ? throw new Refusal(broken.ToString()) : list;
    }

    /// <summary>Whether the place was on the list at some time of the material; any entry counts where the material has no dates.</summary>
    public bool Holds(string place, DateOnly? first, DateOnly? last) =>
        _entries.Exists(entry => entry.Place == place && (first is null || (entry.From <= last && entry.To >= first)));

    private static DateOnly Date(ReadOnlySpan<byte> cell, DateOnly open, SourceLocation where)
    {
        string text = Encoding.UTF8.GetString(cell).Trim();
        return text.Length == 0 ? open
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date
            : throw new Refusal($"{where}: '{Short(text)}' is no date; write 2027-03-14.");
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
