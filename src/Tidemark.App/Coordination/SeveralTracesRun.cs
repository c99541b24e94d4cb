using System.Globalization;
using Tidemark.App.Outputs;
using Tidemark.App.Terminal;
using Tidemark.Detection.Coordination;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>`tidemark coordination` with several kinds of trace (docs/adr/0008-several-traces.md).</summary>
internal static class SeveralTracesRun
{
    public static int Run(CoordinationCall call, CancellationToken cancel)
    {
        if (call.Mode != CoordinationMode.Tested)
        {
            throw new Refusal($"several kinds of trace are tested each on its own and then joined; {(call.Mode == CoordinationMode.Untested ? "--no-significance" : "--compat")} tests nothing. Name one kind.");
        }
        if (call.Sweep != SweepWish.None)
        {
            throw new Refusal("--sweep looks at one kind of trace; name one, or leave it out.");
        }
        IReadOnlyList<ShareMaterial> materials = ShareSources.Read(call, cancel);
        if (call.MinParticipation > 1)
        {
            materials = [.. materials.Select(m => m with { Shares = Participants.Of(m.Shares, call.MinParticipation) })];
        }
        var options = new CoordinationOptions { Window = call.Window.Nanoseconds, MinWeight = call.MinWeight, Q = call.Q, Seed = call.Seed };
        SeveralTraces found;
        using (var steps = new DetectorSteps())
        {
            found = SeveralTraces.Run([.. materials.Select(m => m.Shares)], options, steps.Say, cancel);
        }
        IReadOnlyList<string>[] warnings = Warnings(call, materials, found);
        List<string> notes = [.. materials[0].Notes, .. warnings[0].Where(w => warnings.All(of => of.Contains(w)))];
        for (int kind = 0; kind < materials.Count; kind++)
        {
            string word = TraceWords.Word(call.Traces[kind]);
            notes.AddRange(warnings[kind].Where(w => !notes.Contains(w)).Select(w => $"{word}: {w}"));
            if (materials[kind].Shares.Count == 0)
            {
                notes.Add($"{word}: no post leaves such a trace; the kind counts among those q is divided by all the same");
            }
        }
        Write(call, materials, found, warnings, notes, cancel);
        Say(call, materials, found, notes);
        return Exit.Done;
    }

    private static void Write(
        CoordinationCall call, IReadOnlyList<ShareMaterial> materials, SeveralTraces found, IReadOnlyList<string>[] warnings, List<string> notes,
        CancellationToken cancel)
    {
        using var output = new OutputFolder(call.Out);
        output.Write("edges.csv", to => CoordinationTables.Edges(to, materials[0].Shares, found.Edges));
        if (!call.OnlyEdges)
        {
            output.Write(CoordinationFiles.EdgesByTrace, to => SeveralTracesTables.ByTrace(to, materials, found));
            output.Write("accounts.csv", to => SeveralTracesTables.Accounts(to, materials, found));
            output.Write("groups.csv", to => SeveralTracesTables.GroupsOf(to, found));
            if (call.Pairs)
            {
                output.Write("pairs.csv", to => SeveralTracesTables.Pairs(to, materials, found, cancel));
            }
            if (materials[0].Refused.Count > 0)
            {
                output.Write("rejected.csv", to => RejectedRows.Table(to, materials[0].Refused));
            }
            for (int kind = 0; kind < materials.Count; kind++)
            {
                int k = kind;
                CoordinationCall own = call with { Traces = [call.Traces[k]], Q = found.ByKind[k].Options.Q };
                output.Write(CoordinationFiles.Report(call.Traces[k]), to => QuickReport.Write(
                    to, own, materials[k], RunOf(call, found, k), [OneOfSeveral(call, found, k), .. warnings[k]], null, cancel,
                    new NamedFile(CoordinationFiles.EdgesByTrace, "every kept pair in every kind of trace")));
            }
        }
        output.Write("summary.json", to => SeveralTracesSummary.Write(to, call, materials, found, notes));
        output.Finish(CoordinationFiles.All);
    }

    /// <summary>What stands at the head of one kind's report, so that it is not taken for the whole.</summary>
    private static string OneOfSeveral(CoordinationCall call, SeveralTraces found, int kind)
    {
        string others = string.Join(", ", Enumerable.Range(0, found.Kinds).Where(k => k != kind).Select(k => string.Create(CultureInfo.InvariantCulture,
            $"{TraceWords.Word(call.Traces[k])} ({found.ByKind[k].Edges.Count:N0} pairs kept, {CoordinationFiles.Report(call.Traces[k])})")));
        return string.Create(CultureInfo.InvariantCulture,
            $"This report is of one of {found.Kinds} kinds of trace that were looked at together: {TraceWords.Word(call.Traces[kind])}. The others: {others}. Each kind is tested on its own at q = {call.Q:R} / {found.Kinds}, so that all together keep to q = {call.Q:R}; p and q in this report are those of this kind alone, in the tables they are multiplied by {found.Kinds}. Groups are numbered within this report; accounts.csv has the groups of all kept pairs ({found.Edges.Count:N0} pairs, {found.Groups.All.Count:N0} groups).");
    }

    private static IReadOnlyList<string>[] Warnings(CoordinationCall call, IReadOnlyList<ShareMaterial> materials, SeveralTraces found) =>
    [
        .. materials.Select((material, kind) => (IReadOnlyList<string>)[.. CoordinationNotes.Of(call, material, RunOf(call, found, kind))]),
    ];

    /// <summary>One kind's result as a run of its own.</summary>
    private static CoordinationRun RunOf(CoordinationCall call, SeveralTraces found, int kind) => new()
    {
        Index = found.ByKind[kind].Index,
        Price = PairPrice.Of(found.ByKind[kind].Index, call.Window.Nanoseconds),
        Edges = found.ByKind[kind].Edges,
        Groups = found.ByKind[kind].Groups,
        Pairs = [],
        Tested = found.ByKind[kind],
    };

    private static void Say(CoordinationCall call, IReadOnlyList<ShareMaterial> materials, SeveralTraces found, List<string> notes)
    {
        TextWriter to = Console.Out;
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{found.Kinds} kinds of trace, each tested at q ≤ {call.Q:R} / {found.Kinds}; window {call.Window.Text} s, minimum weight {call.MinWeight}."));
        for (int kind = 0; kind < found.Kinds; kind++)
        {
            CoordinationResult result = found.ByKind[kind];
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {TraceWords.Word(call.Traces[kind])}: {result.Index.Rows:N0} shares of {materials[kind].Shares.Objects.Count:N0} objects; {result.Edges.Count:N0} edges kept, {result.Groups.All.Count:N0} groups; control run with scrambled times: {result.Control.Sum(c => c.Edges):N0} edges."));
        }
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Kept by one kind or more: {found.Edges.Count:N0} edges, {found.Groups.All.Count:N0} groups."));
        if (found.Groups.All.Count > 0)
        {
            to.WriteLine(GroupWords.Hold(GroupTests.Of(found), call.Q));
        }
        foreach (var group in found.Groups.All.Take(call.ShowAccounts ? 10 : 0))
        {
            to.WriteLine(Plain.Text(string.Create(CultureInfo.InvariantCulture,
                $"Group {group.Number}, {group.Accounts.Length} accounts: {string.Join(", ", group.Accounts.Take(20).Select(a => Short(materials[0].Shares.Accounts.Text(a))))}{(group.Accounts.Length > 20 ? " …" : "")}")));
        }
        foreach (string note in notes)
        {
            Console.Error.WriteLine("tidemark: " + Plain.Text(note));
        }
        to.WriteLine(Plain.Text($"Written to {call.Out}"));
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
