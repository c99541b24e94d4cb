using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.App.Outputs;
using Tidemark.App.Terminal;
using Tidemark.Detection.Coordination;
using Tidemark.Model;
using Tidemark.Publishing.Reports;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Coordination;

/// <summary>A sweep over windows on the screen, as sweep.csv, sweep.html, and in summary.json.</summary>
internal static class SweepOutput
{
    /// <summary>The sweep alone: no window is searched for a result, so there are neither edges nor a report.</summary>
    public static int Alone(CoordinationCall call, ShareMaterial material, CancellationToken cancel)
    {
        WindowSweepResult sweep = Run(material.Shares, Options(call), null, cancel);
        List<string> notes = [.. material.Notes];
        if (material.Refused.Count > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{material.Refused.Count} rows could not be used, all are in rejected.csv; the first: {material.Refused[0]}"));
        }
        using var output = new OutputFolder(call.Out);
        if (material.Refused.Count > 0)
        {
            output.Write("rejected.csv", to => RejectedRows.Table(to, material.Refused));
        }
        Files(output, call, material, sweep, notes);
        output.Write("summary.json", to => Summary(to, call, material, sweep, notes));
        output.Finish(CoordinationFiles.All);
        Say(Console.Out, sweep);
        foreach (string note in notes)
        {
            Console.Error.WriteLine("tidemark: " + Plain.Text(note));
        }
        Console.Out.WriteLine(Plain.Text($"Written to {call.Out}: sweep.html, sweep.csv, summary.json. For a result, name one window: --window SECONDS."));
        return Exit.Done;
    }

    /// <summary>What is swept where a window was named too: that window among the others.</summary>
    public static WindowSweepOptions Options(CoordinationCall call)
    {
        var options = new WindowSweepOptions { MinWeight = call.MinWeight, Q = call.Q, Seed = call.Seed };
        return call.Sweep == SweepWish.Alone ? options : With(options, call.Window.Nanoseconds);
    }

    public static WindowSweepOptions With(WindowSweepOptions options, long window) => options with { Windows = [.. options.Windows.Append(window).Distinct().Order()] };

    public static WindowSweepResult Run(ShareColumns shares, WindowSweepOptions options, ShareIndex? index, CancellationToken cancel)
    {
        using var steps = new DetectorSteps();
        return WindowSweep.Run(shares, options, index,
            (window, doing, pass, passes) => steps.Say($"window {Figures.Window(SweepReporting.Seconds(window))}, {doing}", pass, passes), cancel);
    }

    public static void Files(OutputFolder output, CoordinationCall call, ShareMaterial material, WindowSweepResult sweep, IReadOnlyList<string> notes)
    {
        output.Write("sweep.csv", to => Table(to, sweep));
        output.Write("sweep.html", to => to.Write(Encoding.UTF8.GetBytes(ReportHtml.Render(new SweepReport
        {
            Title = string.Join(", ", material.Files.Select(f => Path.GetFileName(f.Name))),
            ToolVersion = CoordinationReporting.Version,
            Command = QuickReport.Command(call),
            Sources = [.. material.Files.Select(f => (Path.GetFileName(f.Name), f.Sha256))],
            Windows = SweepReporting.Windows(sweep),
            HowToRead = SweepReporting.HowToRead(sweep),
            Warning = SweepReporting.Warning(sweep),
            Planting = SweepReporting.Planting(sweep),
            Notices = notes,
        }))));
    }

    /// <summary>The table on the screen, its columns aligned, and the sentences that go with it.</summary>
    public static void Say(TextWriter to, WindowSweepResult sweep)
    {
        string[][] rows =
        [
            ["window", "pairs before", "groups", "accounts", string.Create(CultureInfo.InvariantCulture, $"at q / {sweep.Tried}"), "control", "planted"],
            ["", "any test", "", "kept", "", "accounts", "found"],
            .. sweep.Windows.Select(w => w.LeftOut
                ? [Figures.Window(SweepReporting.Seconds(w.Window)), "left out", "", "", "", "", ""]
                : new[]
                {
                    Figures.Window(SweepReporting.Seconds(w.Window)), Figures.Count(w.Candidates), Figures.Count(w.Groups), Figures.Count(w.Accounts),
                    Figures.Count(w.AccountsCorrected), Figures.Count(w.ControlAccounts),
                    w.Planted == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{w.PlantedFound} of {w.Planted}"),
                }),
        ];
        int[] width = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length))];
        foreach (string[] row in rows)
        {
            to.WriteLine(string.Join("  ", row.Select((cell, c) => c == 0 ? cell.PadRight(width[c]) : cell.PadLeft(width[c]))).TrimEnd());
        }
        foreach (SweptWindow dear in sweep.Windows.Where(w => w.LeftOut))
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Figures.Window(SweepReporting.Seconds(dear.Window))} was left out: {dear.PairsInWindow:N0} pairs of shares lie within it; it can be asked for alone."));
        }
        foreach (string words in SweepReporting.Words(sweep))
        {
            to.WriteLine(words);
        }
    }

    public static void Write(Utf8JsonWriter json, WindowSweepResult sweep)
    {
        json.WriteStartObject("sweep");
        json.WriteNumber("windows_tried", sweep.Tried);
        json.WriteNumber("q_if_chosen_by_result", sweep.Options.Q / Math.Max(1, sweep.Tried));
        json.WriteStartArray("windows");
        foreach (SweptWindow w in sweep.Windows)
        {
            json.WriteStartObject();
            json.WriteNumber("window_seconds", SweepReporting.Seconds(w.Window));
            json.WriteNumber("pairs_in_window", w.PairsInWindow);
            json.WriteBoolean("left_out", w.LeftOut);
            if (!w.LeftOut)
            {
                json.WriteNumber("candidates", w.Candidates);
                json.WriteNumber("edges", w.Edges);
                json.WriteNumber("groups", w.Groups);
                json.WriteNumber("accounts", w.Accounts);
                json.WriteNumber("accounts_corrected", w.AccountsCorrected);
                json.WriteNumber("control_candidates", w.ControlCandidates);
                json.WriteNumber("control_edges", w.ControlEdges);
                json.WriteNumber("control_accounts", w.ControlAccounts);
                json.WriteNumber("planted", w.Planted);
                json.WriteNumber("planted_found", w.PlantedFound);
                json.WriteNumber("trials_found", w.TrialsFound);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("planted");
        json.WriteNumber("groups_a_window", sweep.Options.Trials);
        json.WriteNumber("members", sweep.Options.Members);
        json.WriteNumber("objects", sweep.PlantedObjects);
        json.WriteEndObject();
        json.WriteStartArray("in_words");
        foreach (string words in SweepReporting.Words(sweep))
        {
            json.WriteStringValue(words);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Table(Stream to, WindowSweepResult sweep)
    {
        using var table = new CsvTable(
            to, "window_seconds", "pairs_in_window", "left_out", "pairs_before_test", "edges", "groups", "accounts", "accounts_corrected",
            "control_pairs_before_test", "control_edges", "control_accounts", "planted", "planted_found", "planted_power");
        foreach (SweptWindow w in sweep.Windows)
        {
            table.Number(SweepReporting.Seconds(w.Window));
            table.Number(w.PairsInWindow);
            table.Text(w.LeftOut ? "yes" : "no");
            foreach (int figure in (int[])[w.Candidates, w.Edges, w.Groups, w.Accounts, w.AccountsCorrected, w.ControlCandidates, w.ControlEdges, w.ControlAccounts, w.Planted, w.PlantedFound])
            {
                table.Number(w.LeftOut ? null : figure);
            }
            table.Number(w.Power);
            table.EndRow();
        }
    }

    private static void Summary(Stream to, CoordinationCall call, ShareMaterial material, WindowSweepResult sweep, IReadOnlyList<string> notes)
    {
        SummaryFile.Write(to, "sweep", call, material, notes, json =>
        {
            json.WriteStartObject("rows");
            json.WriteNumber("read", material.Shares.Count + material.Refused.Count);
            json.WriteNumber("rejected", material.Refused.Count);
            json.WriteEndObject();
            CoordinationSummary.Rejected(json, material.Refused);
            Write(json, sweep);
        });
    }
}
