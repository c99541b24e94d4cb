using System.Globalization;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;

namespace Tidemark.App.Commands;

/// <summary>Brings a case's index up to its journal, ends additions that wait for it, and tells what came of each original.</summary>
internal static class CaseReading
{
    private const int FaultsTold = 3;

    /// <summary>Reads what is missing and writes the outcomes to the journal.</summary>
    /// <returns>The outcome for every original, by hash.</returns>
    public static Dictionary<string, SourceOutcome> Run(CaseFolder folder, bool anew)
    {
        IReadOnlyList<SourceOutcome> outcomes;
        using (var progress = new Progress("Reading", "rows"))
        {
            var update = new IndexUpdate(folder) { Progress = progress.Report };
            outcomes = update.Run(anew, Interrupt.Token);
        }
        var byHash = outcomes.ToDictionary(outcome => outcome.Sha256, StringComparer.Ordinal);
        var addition = new Addition(folder, Clock.Now);
        foreach (Original original in folder.Record.Originals.Where(original => !original.Finished && original.Retracted is null).ToList())
        {
            addition.Finish(original, byHash[original.Sha256].Report);
        }
        return byHash;
    }

    /// <summary>Tells on stdout what was read out of an original.</summary>
    /// <returns>Whether something could be read, or nothing had to be.</returns>
    public static bool Tell(CaseFolder folder, Original original, SourceOutcome outcome, CaseIndex index)
    {
        ReadingReport report = outcome.Report;
        if (outcome.Failure is null && !outcome.Posts)
        {
            Console.Out.WriteLine($"  {Plain.Text(report.Format)}{(report.Refused == 0 ? "" : $"; {report.Refused} {(report.Refused == 1 ? "place" : "places")} could not be read")}.");
            if (report.Refused > 0)
            {
                TellRefused(folder, original, index);
            }
            return true;
        }
        string line = string.Create(CultureInfo.InvariantCulture, $"  {report.Format}: {report.Rows:N0} {(report.Rows == 1 ? "row" : "rows")} in");
        if (report.Refused > 0)
        {
            line += string.Create(CultureInfo.InvariantCulture, $", {report.Refused:N0} refused");
        }
        if (report.Repeated > 0)
        {
            line += string.Create(
                CultureInfo.InvariantCulture, $", {report.Repeated:N0} of them repeat a post that was there (counted once)");
        }
        Console.Out.WriteLine(Plain.Text(line) + ".");
        if (report.Refused > 0)
        {
            TellRefused(folder, original, index);
        }
        foreach (string note in report.Notes)
        {
            if (outcome.Failure is null)
            {
                Console.Out.WriteLine($"  note: {Plain.Text(note)}");
            }
        }
        if (outcome.Failure is { } failure)
        {
            Console.Error.WriteLine($"tidemark: nothing could be read out of {Plain.Text(original.Name)}: {Plain.Text(failure)}. "
                + "The original is kept in the case. Say how to read it and add it again: --as, --map field=column, --zone; "
                + $"or take it out: tidemark retract {Plain.Text(folder.Root)} {original.Short} --reason …");
        }
        return outcome.Failure is null;
    }

    private static void TellRefused(CaseFolder folder, Original original, CaseIndex index)
    {
        int told = 0;
        foreach (RefusedRow row in index.Refused(original.Sha256).Take(FaultsTold))
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"    {(row.Line > 0 ? $"line {row.Line}, " : "")}byte {row.Offset}: {Plain.Text(row.Reason)}"));
            told++;
        }
        if (told > 0)
        {
            string list = RefusedList.Write(folder, original, index);
            Console.Out.WriteLine($"    all of them: {Plain.Text(list)}");
        }
    }
}
