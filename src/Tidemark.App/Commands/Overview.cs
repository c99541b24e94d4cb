using System.Globalization;

namespace Tidemark.App.Commands;

/// <summary>What <c>tidemark --help</c> says: the commands with one line each, and how to go on.</summary>
internal static class Overview
{
    public static void Write(TextWriter to)
    {
        to.WriteLine("Tidemark: what was done, with which assets, when, and how sure one may be.");
        to.WriteLine("It works offline, on material you lawfully hold, and never says who is behind it.");
        to.WriteLine();
        to.WriteLine("Usage: tidemark COMMAND [arguments] [options]");
        to.WriteLine();
        to.WriteLine("Commands:");
        int width = Catalogue.All.Select(entry => entry.Name.Length).DefaultIfEmpty(0).Max();
        foreach (CommandEntry entry in Catalogue.All)
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {entry.Name.PadRight(width)}  {entry.Summary}"));
        }
        to.WriteLine();
        to.WriteLine("`tidemark COMMAND --help` shows the options and an example; `tidemark --version` the version.");
        to.WriteLine("Exit codes: 0 done; 1 done, and the answer is no (something was changed, a file is invalid);");
        to.WriteLine("2 the input or the call is wrong, and a sentence on stderr says what and where.");
    }

    public static void WriteExamples(TextWriter to, CommandEntry entry)
    {
        to.WriteLine(entry.Examples.Count == 1 ? "Example:" : "Examples:");
        foreach (string example in entry.Examples)
        {
            to.WriteLine("  " + example);
        }
    }
}
