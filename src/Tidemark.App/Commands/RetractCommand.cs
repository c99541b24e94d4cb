using System.CommandLine;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Custody;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark retract CASE EVIDENCE --reason …</c>: evidence that may no longer be used. Its bytes stay; what rests on it is stale.</summary>
internal static class RetractCommand
{
    public static CommandEntry Entry { get; } = new(
        "retract", "withdraw a piece of evidence; its bytes stay, what rests on it becomes stale",
        ["tidemark retract harbour posts.csv --reason \"the collector altered the times\""], Make);

    private static Command Make()
    {
        Argument<string> root = CaseAt.NoOption(new Argument<string>("CASE") { Description = "the case folder" });
        Argument<string> evidence = CaseAt.NoOption(new Argument<string>("EVIDENCE") { Description = "the original: its file name, or 8 characters or more of its hash" });
        var reason = new Option<string>("--reason") { Description = "why; kept in the journal", Required = true };
        var command = new Command(
            "retract", "Withdraws a piece of evidence. Its bytes stay; it leaves the index, and findings that rest on it become stale.")
        {
            root, evidence, reason,
        };
        command.SetAction(call => Run(CaseAt.Named(call.GetValue(root)!), call.GetValue(evidence)!, call.GetValue(reason)!));
        return command;
    }

    private static int Run(string root, string evidence, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 2000)
        {
            throw new Refusal("--reason must say why, in 2,000 characters at most.");
        }
        using CaseFolder folder = CaseAt.Write(root);
        IReadOnlyList<Original> meant = folder.Record.Meant(evidence);
        List<OpenAddition> open = [.. folder.Record.Open.Where(addition => addition.Sha256 is null && addition.Name == evidence)];
        if (meant.Count == 0 && open.Count == 0)
        {
            throw new Refusal($"no original in {root} is called '{evidence}' or has a hash that begins so (8 characters or more).");
        }
        if (meant.Count > 1)
        {
            throw new Refusal($"'{evidence}' may mean {string.Join(" or ", meant.Select(original => $"{original.Name} ({original.Short})"))}; "
                + "name one by its hash.");
        }
        var withdrawal = new Retraction(folder, Clock.Now);
        foreach (OpenAddition addition in open)
        {
            withdrawal.GiveUp(addition, reason);
            Console.Out.WriteLine($"Gave up the addition of {Plain.Text(addition.Name)} that was interrupted.");
        }
        if (meant.Count == 1)
        {
            Withdraw(folder, withdrawal, meant[0], reason);
        }
        return Exit.Done;
    }

    private static void Withdraw(CaseFolder folder, Retraction withdrawal, Original original, string reason)
    {
        if (original.Retracted is { } before)
        {
            throw new Refusal($"{original.Name} ({original.Short}) was retracted before: {before}.");
        }
        withdrawal.Withdraw(original, reason);
        CaseReading.Run(folder, anew: false);
        Console.Out.WriteLine($"Retracted {Plain.Text(original.Name)} (sha256 {original.Sha256}).");
        Console.Out.WriteLine("Its bytes stay among the originals. Findings that rest on it are stale; run `tidemark detect` again.");
    }
}
