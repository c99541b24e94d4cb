using System.Text.Json;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Graph;
using Tidemark.Model;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Coordination;

/// <summary>groups.csv and the groups of summary.json: one line a group, with what its rows say and how firmly it holds together.</summary>
internal static class GroupTable
{
    /// <summary>More groups than this are in groups.csv alone; the summary says so.</summary>
    private const int MostInSummary = 500;

    public static void Write(Stream to, ShareColumns shares, IReadOnlyList<GroupProfile> profiles)
    {
        using var table = new CsvTable(
            to, "group", "accounts", "core", "fringe", "pairs", "density", "stable", "stability", "runs", "first", "last", "days",
            "median_gap_seconds", "leader", "leader_first", "objects", "most_shared_object", "most_shared_by", "observed", "expected", "q",
            "group_q", "pairs_at_least", "accounts_at_least");
        foreach (GroupProfile p in profiles)
        {
            table.Number((long)p.Group.Number);
            table.Number((long)p.Group.Accounts.Length);
            table.Number((long)Core(p));
            table.Number((long)p.Group.Accounts.Length - Core(p));
            table.Number(p.Group.Edges);
            table.Number(p.Group.Density);
            table.Text(p.Stability.Stable ? "yes" : "no");
            table.Number(p.Stability.Share);
            table.Number((long)p.Stability.Runs);
            table.Text(p.First.ToString());
            table.Text(p.Last.ToString());
            table.Number((long)p.Days);
            table.Number(p.MedianTempoSeconds ?? double.NaN);
            table.Text(shares.Accounts[p.Leads[0].Account]);
            table.Number((long)p.Leads[0].Objects);
            table.Number((long)p.Objects.Count);
            table.Text(shares.Objects[p.MostShared.Object]);
            table.Number((long)p.MostShared.Members);
            table.Number(p.Observed);
            table.Number(p.Expected);
            table.Number(p.Q);
            table.Number(p.Whole.Q);
            table.Number((long)p.Whole.PairsAtLeast);
            table.Number((long)p.Whole.AccountsAtLeast);
            table.EndRow();
        }
    }

    public static void Write(Utf8JsonWriter json, ShareColumns shares, IReadOnlyList<GroupProfile> profiles)
    {
        json.WriteStartArray("group_profiles");
        foreach (GroupProfile p in profiles.Take(MostInSummary))
        {
            json.WriteStartObject();
            json.WriteNumber("group", p.Group.Number);
            json.WriteNumber("accounts", p.Group.Accounts.Length);
            json.WriteNumber("core", Core(p));
            json.WriteNumber("fringe", p.Group.Accounts.Length - Core(p));
            json.WriteStartObject("stability");
            json.WriteBoolean("stable", p.Stability.Stable);
            json.WriteNumber("share", p.Stability.Share);
            json.WriteNumber("mean_jaccard", p.Stability.MeanJaccard);
            json.WriteStartArray("by_resolution");
            foreach (GroupStability.AtResolution at in p.Stability.ByResolution)
            {
                json.WriteStartObject();
                json.WriteNumber("resolution", at.Resolution);
                json.WriteNumber("runs", at.Runs);
                json.WriteNumber("reappeared", at.Reappeared);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("in_words", GroupWords.Standing(p, shares.Accounts.Text).InWords);
            json.WriteEndObject();
            json.WriteString("first", p.First.ToString());
            json.WriteString("last", p.Last.ToString());
            json.WriteNumber("days", p.Days);
            if (p.MedianTempoSeconds is { } gap)
            {
                json.WriteNumber("median_gap_seconds", gap);
            }
            json.WriteStartArray("leads");
            foreach ((int account, int objects) in p.Leads.Take(5))
            {
                json.WriteStartObject();
                json.WriteString("account", shares.Accounts.Text(account));
                json.WriteNumber("first_on", objects);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("objects", p.Objects.Count);
            json.WriteString("most_shared_object", shares.Objects.Text(p.MostShared.Object));
            json.WriteNumber("most_shared_by", p.MostShared.Members);
            Whole(json, p.Whole);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("group_profiles_complete", profiles.Count <= MostInSummary);
    }

    /// <summary>The test of a group as a whole, as fields of an object.</summary>
    internal static void Whole(Utf8JsonWriter json, GroupTest whole)
    {
        json.WriteNumber("pairs", whole.Pairs);
        json.WriteNumber("group_q", whole.Q);
        json.WriteNumber("pairs_at_least", whole.PairsAtLeast);
        json.WriteNumber("accounts_at_least", whole.AccountsAtLeast);
    }

    private static int Core(GroupProfile p) => p.Stability.IsCore.Count(core => core);
}
