using Tidemark.Detection.Coordination;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>From a sweep over windows to what a report says of it.</summary>
internal static class SweepReporting
{
    public static IReadOnlyList<WindowResult> Windows(WindowSweepResult sweep) =>
        [.. sweep.Windows.Select(w => new WindowResult(Seconds(w.Window), w.Edges, w.Groups, w.Accounts,
            new SweptFigures(w.LeftOut, w.Candidates, w.AccountsCorrected, w.ControlAccounts, w.Planted, w.PlantedFound)))];

    public static string HowToRead(WindowSweepResult sweep) => SweepTexts.HowToRead(Seconds(sweep.Clock));

    public static string Warning(WindowSweepResult sweep) => SweepTexts.Warning(sweep.Tried, sweep.Options.Q);

    public static string Planting(WindowSweepResult sweep) => SweepTexts.Planting(sweep.Options.Trials, sweep.Options.Members, sweep.PlantedObjects);

    /// <summary>All that has to be said with the figures, wherever they are shown.</summary>
    public static IReadOnlyList<string> Words(WindowSweepResult sweep) => [HowToRead(sweep), Warning(sweep), Planting(sweep)];

    /// <summary>The power at the report's own window; null where nothing was planted at it.</summary>
    public static PowerNotes? Power(WindowSweepResult sweep, long window)
    {
        SweptWindow? own = sweep.Windows.FirstOrDefault(w => w.Window == window && w.Planted > 0);
        return own is null ? null : new PowerNotes(
            Planting(sweep) + " Found means: at least half of the members were kept together.",
            [new PowerPoint("within " + Figures.Window(Seconds(window) / 2), sweep.Options.Members, sweep.PlantedObjects, own.TrialsFound, sweep.Options.Trials)]);
    }

    public static double Seconds(long nanoseconds) => (double)((decimal)nanoseconds / UnixTime.PerSecond);
}
