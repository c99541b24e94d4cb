namespace Tidemark.App.Commands;

/// <summary>Every command, in the order of the overview: first the way of a case, then the quick looks without one.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<CommandEntry> All { get; } =
    [
        DemoCommand.Entry,
        NewCommand.Entry,
        AddCommand.Entry,
        AuditCommand.Entry,
        ReindexCommand.Entry,
        RetractCommand.Entry,
        DetectCommand.Entry,
        FindingsCommand.Entry,
        LedgerCommand.Entry,
        ReportCommand.Entry,
        ExportCommand.Entry,
        CoordinationCommand.Entry,
        ActivationCommand.Entry,
        PlacesCommand.Entry,
        IssuesCommand.Entry,
        PageCommand.Entry,
        SitesCommand.Entry,
        StatementsCommand.Entry,
        CopiesCommand.Entry,
        ValidateCommand.Entry,
        VerifyCommand.Entry,
    ];

    /// <summary>The command of this name, or null. Names are compared exactly: a wrong letter is asked about, not guessed.</summary>
    public static CommandEntry? Find(string name)
    {
        foreach (CommandEntry entry in All)
        {
            if (string.Equals(entry.Name, name, StringComparison.Ordinal))
            {
                return entry;
            }
        }
        return null;
    }

    /// <summary>The command the user may have meant: at most two slips away (a third of the letters in a short name), or null.</summary>
    public static string? Nearest(string name)
    {
        string? nearest = null;
        int best = int.MaxValue;
        foreach (CommandEntry entry in All)
        {
            int slips = Slips(name, entry.Name);
            if (slips <= Math.Min(2, Math.Max(1, entry.Name.Length / 3)) && slips < best)
            {
                (nearest, best) = (entry.Name, slips);
            }
        }
        return nearest;
    }

    /// <summary>Letters left out, put in, changed or swapped with their neighbour (optimal string alignment). O(n·m).</summary>
    internal static int Slips(string typed, string meant)
    {
        // A name nobody could have mistyped for a command is not worth a quadratic table.
        if (typed.Length > 64)
        {
            return int.MaxValue;
        }
        int[,] cost = new int[typed.Length + 1, meant.Length + 1];
        for (int i = 0; i <= typed.Length; i++)
        {
            for (int j = 0; j <= meant.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }
                int change = typed[i - 1] == meant[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }
        return cost[typed.Length, meant.Length];
    }
}
