using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Publishing.Checks;

namespace Tidemark.App.Exchange;

/// <summary>What a check found, as JSON: one entry a file with file, valid, problems and warnings, each a text "code where: sentence".</summary>
internal sealed class ValidationJson : IDisposable
{
    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;

    public ValidationJson()
    {
        // The default encoder escapes what would act in a terminal.
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        _json.WriteStartArray();
    }

    public void Write(string file, ExchangeFile found)
    {
        _json.WriteStartObject();
        _json.WriteString("file", file);
        _json.WriteBoolean("valid", found.Problems.Valid);
        List("problems", found.Problems, failing: true);
        List("warnings", found.Problems, failing: false);
        _json.WriteEndObject();
    }

    /// <summary>The whole document.</summary>
    public string Text()
    {
        _json.WriteEndArray();
        _json.Flush();
        return Encoding.UTF8.GetString(_buffer.GetBuffer(), 0, checked((int)_buffer.Length));
    }

    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
    }

    private void List(string name, ProblemList problems, bool failing)
    {
        _json.WriteStartArray(name);
        foreach (Problem problem in problems.All.Where(problem => problems.Fails(problem) == failing))
        {
            _json.WriteStringValue(problem.ToString());
        }
        // What was too much to list is told among the problems of a file that failed, else among the warnings.
        if (problems.More > 0 && failing != problems.Valid)
        {
            _json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"and {problems.More:N0} more, not listed"));
        }
        _json.WriteEndArray();
    }
}
