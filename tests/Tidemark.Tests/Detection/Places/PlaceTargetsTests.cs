using Tidemark.Detection;
using Tidemark.Detection.Places;
using Tidemark.Detection.Statements;
using Xunit;

namespace Tidemark.Tests.Detection.Places;

/// <summary>Planted states are found, nothing is found where there is nothing, and one busy account is one witness.</summary>
public sealed class PlaceTargetsTests(ITestOutputHelper output)
{
    private static readonly string[] States = ["US-AZ", "US-GA", "US-MI", "US-NC", "US-NV", "US-OH", "US-PA", "US-WI", "US-TX", "US-CA", "US-NY", "US-FL"];

    private static IReadOnlyList<PlaceMention> Call(string place) => [new PlaceMention(new Cut(0, 1, "x"), place, PlaceRole.Target, "made")];

    /// <summary>Accounts of uneven diligence, each fond of a state of its own; some of them also push two planted ones.</summary>
    private static PlaceTally World(ulong seed, int accounts, bool planted)
    {
        var random = new SeededRandom(seed);
        var tally = new PlaceTally();
        for (int account = 0; account < accounts; account++)
        {
            string home = States[(int)(random.Unit() * States.Length)];
            int posts = 1 + (int)(-20 * Math.Log(1 - random.Unit()));
            for (int i = 0; i < posts; i++)
            {
                double draw = random.Unit();
                string? place = planted && draw < 0.03 ? (draw < 0.015 ? "US-WI" : "US-NV") : draw < 0.05 ? home : draw < 0.06 ? States[(int)(random.Unit() * States.Length)] : null;
                tally.Add($"a{account}", place is null ? [] : Call(place));
            }
        }
        return tally;
    }

    [Fact]
    public void Planted_states_are_found_and_no_others()
    {
        int found = 0, false_ = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            string[] above = [.. PlaceTargets.Test(World(seed, 250, planted: true), World(seed + 100, 400, planted: false), []).Where(target => target.Q <= 0.05).Select(target => target.Place)];
            found += above.Count(place => place is "US-WI" or "US-NV");
            false_ += above.Any(place => place is not ("US-WI" or "US-NV")) ? 1 : 0;
        }
        output.WriteLine($"planted states found {found} of 40; worlds with another {false_} of 20");
        Assert.True(found >= 38, $"{found}");
        Assert.True(false_ <= 1, $"{false_}");
    }

    [Fact]
    public void Nothing_is_found_between_two_ordinary_worlds()
    {
        int worlds = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            worlds += PlaceTargets.Test(World(seed, 150, planted: false), World(seed + 100, 400, planted: false), []).Any(target => target.Q <= 0.05) ? 1 : 0;
        }
        output.WriteLine($"innocent worlds with a finding {worlds} of 40");
        Assert.True(worlds <= 2, $"{worlds}");
    }

    [Fact]
    public void One_account_that_calls_fifty_times_is_one_witness()
    {
        PlaceTally loud = World(7, 150, planted: false);
        for (int i = 0; i < 50; i++)
        {
            loud.Add("loud", Call("US-OH"));
        }
        Assert.True(PlaceTargets.Test(loud, World(107, 400, planted: false), []).Single(target => target.Place == "US-OH").Q > 0.05);
    }

    [Fact]
    public void The_interval_is_that_of_Clopper_and_Pearson()
    {
        var some = new PlaceTally();
        var usual = new PlaceTally();
        for (int i = 0; i < 100; i++)
        {
            some.Add(null, i < 10 ? Call("US-OH") : []);
            usual.Add(null, i < 5 ? Call("US-OH") : []);
        }
        PlaceTarget target = PlaceTargets.Test(some, usual, ["US-VT"]).Single(one => one.Place == "US-OH");
        Assert.Equal(2, target.Lift, 12);
        // Ten of fifteen: 0.38380 to 0.88176 (any table of exact binomial limits), as odds; p is the upper tail, 0.15088. Design effects are one, but for n/(n-1).
        Assert.Equal(0.6229, target.Low, 0.02);
        Assert.Equal(7.457, target.High, 0.25);
        Assert.Equal(0.15088, target.P, 0.005);
        Assert.True(target.Low < target.Lift && target.Lift < target.High);
    }

    [Fact]
    public void Without_a_baseline_nothing_is_compared()
    {
        var some = new PlaceTally();
        some.Add(null, Call("US-OH"));
        PlaceTarget target = Assert.Single(PlaceTargets.Test(some, null, []));
        Assert.Equal(1, target.Share);
        Assert.True(double.IsNaN(target.Lift) && double.IsNaN(target.Q));
    }
}
