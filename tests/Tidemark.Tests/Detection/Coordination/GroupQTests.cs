using System.Globalization;
using CsCheck;
using Tidemark.Detection;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Graph;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

/// <summary>The test of groups as a whole: against its definition, where nobody is coordinated, and where a group was planted.</summary>
public sealed class GroupQTests(ITestOutputHelper output)
{
    private static readonly Gen<double> P = Gen.Frequency((3, Gen.Double[0, 1]), (4, Gen.Double[-12, 0].Select(x => Math.Pow(10, x))), (1, Gen.Const(0.0)));

    [Fact]
    public void No_more_is_claimed_of_a_set_than_closed_testing_with_every_subset_allows() =>
        Gen.Select(P.Array[1, 8], Gen.Int[0, 255], Gen.Double[0.001, 0.3]).Sample((p, which, risk) =>
        {
            int set = which & ((1 << p.Length) - 1);
            double[] chosen = [.. p.Where((_, i) => (set >> i & 1) == 1).Order()];
            Assert.InRange(GroupTests.AtLeast([chosen], [p.Length], risk), 0, ClosedTesting(p, set, risk));
        }, iter: 3000);

    [Fact]
    public void The_smallest_risk_is_where_the_claim_begins() =>
        Gen.Select(P.Array[0, 20], P.Array[0, 20], Gen.Int[1, 12], Gen.Int[40, 1_000_000]).Sample((one, other, asked, tests) =>
        {
            double[][] p = [[.. one.Order()], [.. other.Order()]];
            double risk = GroupTests.SmallestRisk(p, [tests, 50], asked);
            if (risk is > 0 and < 1)
            {
                Assert.True(GroupTests.AtLeast(p, [tests, 50], risk) >= asked);
                Assert.True(GroupTests.AtLeast(p, [tests, 50], Math.BitDecrement(risk)) < asked);
            }
            Assert.True(risk < 1 || GroupTests.AtLeast(p, [tests, 50], Math.BitDecrement(1.0)) < asked);
        }, iter: 500);

    [Fact]
    public void For_one_kind_the_smallest_risk_is_that_of_the_formula() =>
        Gen.Select(P.Array[1, 20], Gen.Int[1, 20], Gen.Int[40, 1_000_000]).Sample((p, asked, tests) =>
        {
            double[] sorted = [.. p.Order()];
            double formula = Enumerable.Range(asked, Math.Max(0, p.Length - asked + 1))
                .Select(i => tests * sorted[i - 1] / (i - asked + 1)).Append(1).Min();
            Assert.Equal(formula, GroupTests.SmallestRisk([sorted], [tests], asked), 1e-12 * Math.Max(1e-300, formula));
        }, iter: 1000);

    /// <summary>
    /// Every p is exactly uniform (the detector's are conservative), pairs that share an account depend on each other, groups are found among
    /// the smallest p by the detector's own method. Chance says at least half of the pairs of some group in at most the stated share of trials.
    /// </summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.6)]
    public void Groups_chosen_among_the_smallest_p_of_nobody_keep_to_the_stated_risk(double common)
    {
        const int Accounts = 40, Trials = 400;
        double[] levels = [0.5, 0.2, 0.05];
        int[] ours = new int[3];
        int[] asIfNamed = new int[3];
        int groups = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            (EdgeColumns edges, Groups found, long tests) = Nobody(Accounts, common, 0.08, (ulong)trial);
            groups += found.All.Count;
            double[] q = [.. Of(edges, found, tests).Select(t => t.Q)];
            double[] named = FalseDiscovery.QValues(AsIfNamed(edges, found), Math.Max(1, found.All.Count));
            for (int l = 0; l < levels.Length; l++)
            {
                ours[l] += q.Any(x => x <= levels[l]) ? 1 : 0;
                asIfNamed[l] += named.Any(x => x <= levels[l]) ? 1 : 0;
            }
        }
        output.WriteLine($"common part {common}: {groups} groups in {Trials} trials of nobody; trials with a group at q ≤ {string.Join(", ", levels)}: {string.Join(", ", ours)}; " +
            $"with Benjamini–Hochberg over groups as if they had been named beforehand: {string.Join(", ", asIfNamed)}");
        Assert.True(groups > Trials, $"{groups} groups are too few to say anything");
        for (int l = 0; l < levels.Length; l++)
        {
            double allowed = levels[l] * Trials + 3 * Math.Sqrt(levels[l] * (1 - levels[l]) * Trials);
            Assert.True(ours[l] <= allowed, $"{ours[l]} of {Trials} trials at {levels[l]}");
        }
        Assert.True(asIfNamed[1] > Trials / 2, "the wrong way is no longer seen to be wrong");
    }

    /// <summary>Of all pairs together one is claimed exactly where Simes' test rejects: as often as stated, neither more nor much less.</summary>
    [Fact]
    public void Where_nobody_is_coordinated_something_is_claimed_of_any_set_at_all_as_often_as_stated()
    {
        const int Accounts = 40, Trials = 4000;
        const double Risk = 0.2;
        int claims = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            double[,] p = Ps(Accounts, 0, (ulong)(3000 + trial));
            double[] all = [.. from a in Enumerable.Range(0, Accounts) from b in Enumerable.Range(a + 1, Accounts - a - 1) orderby p[a, b] select p[a, b]];
            claims += GroupTests.AtLeast([all], [all.Length], Risk) > 0 ? 1 : 0;
        }
        output.WriteLine($"something is claimed in {claims} of {Trials} trials of nobody at a risk of {Risk}");
        Assert.InRange(claims, 0.17 * Trials, 0.22 * Trials);
    }

    /// <summary>Strangers are put into a true group by hand, those who look most like it: what is claimed stays below what is true.</summary>
    [Fact]
    public void Of_a_group_with_strangers_in_it_no_more_pairs_are_claimed_than_are_true()
    {
        const int Accounts = 40, Members = 6, Trials = 500;
        const double Risk = 0.1;
        int wrong = 0;
        long claimed = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            double[,] p = Ps(Accounts, 0.4, (ulong)trial);
            var random = new SeededRandom((ulong)(7000 + trial));
            for (int a = 0; a < Members; a++)
            {
                for (int b = a + 1; b < Members; b++)
                {
                    p[a, b] = Math.Pow(10, -4 - 4 * random.Unit());
                }
            }
            int[] strangers = [.. Enumerable.Range(Members, Accounts - Members).OrderBy(s => Enumerable.Range(0, Members).Min(m => p[m, s])).Take(3)];
            int[] chosen = [.. Enumerable.Range(0, Members), .. strangers.Order()];
            double[] within = [.. from i in Enumerable.Range(0, chosen.Length) from j in Enumerable.Range(i + 1, chosen.Length - i - 1) select p[chosen[i], chosen[j]]];
            int atLeast = GroupTests.AtLeast([[.. within.Order()]], [Accounts * (Accounts - 1) / 2], Risk);
            claimed += atLeast;
            wrong += atLeast > Members * (Members - 1) / 2 ? 1 : 0;
        }
        output.WriteLine($"{wrong} of {Trials} claims too high at a risk of {Risk}; claimed {(double)claimed / Trials:0.0} of 15 true pairs in the mean");
        Assert.True(wrong <= Risk * Trials);
        Assert.True(claimed >= 10 * Trials, "so little is claimed that the bound says nothing");
    }

    [Fact]
    public void In_innocent_and_scrambled_worlds_no_group_holds_as_a_whole_even_where_pairs_are_kept_at_half()
    {
        int groups = 0;
        for (int k = 0; k < 6; k++)
        {
            ShareColumns shares = WorldBuilder.Build(WorldOptions.Nasty(k), (ulong)(80 + k)).ToColumns();
            shares = k % 2 == 0 ? shares : TimeScramble.Of(shares, (ulong)k);
            IReadOnlyList<GroupTest> whole = GroupTests.Of(CoordinationDetector.Run(
                shares, new CoordinationOptions { Window = 300 * UnixTime.PerSecond, Q = 0.5, ControlRuns = 0 }, cancel: TestContext.Current.CancellationToken));
            output.WriteLine($"{(k % 2 == 0 ? "innocent" : "scrambled")} world {k}, pairs kept at q 0.5: {whole.Count} groups, smallest group q {whole.Select(g => g.Q).DefaultIfEmpty(1).Min():0.###}");
            groups += whole.Count;
            Assert.All(whole, g => Assert.True(g.Q > 0.01, $"world {k}: group {g.Group} has q {g.Q}"));
        }
        output.WriteLine($"{groups} groups in all");
    }

    [Fact]
    public void Planted_groups_hold_as_a_whole()
    {
        int planted = 0, held = 0;
        for (int k = 0; k < 4; k++)
        {
            World world = WorldBuilder.Build(
                WorldOptions.Nasty(k) with { Planted = [new PlantedGroup(PlantedStyle.Seconds, Members: 12, Acts: 25), new PlantedGroup(PlantedStyle.Minutes, Members: 15, Acts: 30)] },
                (ulong)(120 + k));
            ShareColumns shares = world.ToColumns();
            CoordinationResult result = WorldRuns.Detect(shares, 300);
            IReadOnlyList<GroupTest> whole = GroupTests.Of(result);
            foreach (IReadOnlyList<int> members in world.Planted)
            {
                AccountGroup? group = result.Groups.All.MaxBy(g => WorldRuns.Numbers(shares, [.. g.Accounts]).Count(members.Contains));
                planted++;
                held += group is not null && whole[group.Number - 1] is { Q: <= 0.01 } test && test.AccountsAtLeast >= 0.8 * members.Count ? 1 : 0;
            }
            output.WriteLine($"world {k}: " + string.Join("; ", whole.Select(g => string.Create(CultureInfo.InvariantCulture,
                $"group {g.Group}: q {g.Q:0.0e+0}, at least {g.PairsAtLeast} of {g.Pairs} pairs, {g.AccountsAtLeast} of {result.Groups.All[g.Group - 1].Accounts.Length} accounts"))));
        }
        Assert.Equal(planted, held);
    }

    /// <summary>Goeman and Solari's bound by the definition: the largest subset that some intersection test does not reject is what may be null.</summary>
    private static int ClosedTesting(double[] p, int set, double risk)
    {
        int all = 1 << p.Length;
        bool[] passes = new bool[all];
        for (int s = 1; s < all; s++)
        {
            double[] sorted = [.. p.Where((_, i) => (s >> i & 1) == 1).Order()];
            passes[s] = !sorted.Select((x, i) => x * sorted.Length <= risk * (i + 1)).Any(rejects => rejects);
        }
        int mostNull = 0;
        for (int s = 0; s < all; s++)
        {
            if ((s & ~set) == 0 && (s == 0 || Enumerable.Range(0, all).Any(larger => (larger & s) == s && passes[larger])))
            {
                mostNull = Math.Max(mostNull, System.Numerics.BitOperations.PopCount((uint)s));
            }
        }
        return System.Numerics.BitOperations.PopCount((uint)set) - mostNull;
    }

    private static (EdgeColumns Edges, Groups Found, long Tests) Nobody(int accounts, double common, double keep, ulong seed)
    {
        double[,] p = Ps(accounts, common, seed);
        var kept = (from a in Enumerable.Range(0, accounts) from b in Enumerable.Range(a + 1, accounts - a - 1) where p[a, b] <= keep select (a, b, P: p[a, b])).ToList();
        var names = new Names();
        for (int a = 0; a < accounts; a++)
        {
            names.Intern(string.Create(CultureInfo.InvariantCulture, $"acct-{a:00}"));
        }
        int[] ones = [.. kept.Select(_ => 3)];
        var edges = new EdgeColumns
        {
            A = [.. kept.Select(e => e.a)], B = [.. kept.Select(e => e.b)], Weight = ones, Objects = ones, PairRows = [.. kept.Select(_ => 3L)],
            SumDelta = [.. kept.Select(_ => 1.0)], P = [.. kept.Select(e => e.P)],
        };
        return (edges, Groups.Find(names, edges.A, edges.B, [], 1, new GroupOptions { MinimumSize = 3, Closed = true, Resolution = 0.4 }), accounts * (accounts - 1) / 2);
    }

    /// <summary>Uniform p-values of all pairs; those that share an account have a part of their score in common.</summary>
    private static double[,] Ps(int accounts, double common, ulong seed)
    {
        var random = new SeededRandom(seed);
        double[] own = [.. Enumerable.Range(0, accounts).Select(_ => random.Normal())];
        double[,] p = new double[accounts, accounts];
        for (int a = 0; a < accounts; a++)
        {
            for (int b = a + 1; b < accounts; b++)
            {
                double z = Math.Sqrt(common / 2) * (own[a] + own[b]) + Math.Sqrt(1 - common) * random.Normal();
                p[a, b] = Above(z);
            }
        }
        return p;
    }

    /// <summary>Upper tail of the standard normal distribution (Abramowitz and Stegun 26.2.17, to 7.5e-8).</summary>
    private static double Above(double z)
    {
        double t = 1 / (1 + 0.2316419 * Math.Abs(z));
        double tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? tail : 1 - tail;
    }

    private static GroupTest[] Of(EdgeColumns edges, Groups groups, long tests) =>
        GroupTests.Of(groups, edges, new int[edges.Count], edges.P!, [tests], 0.01);

    /// <summary>The partial-conjunction p of each group as if it had been named before anybody looked: all its own pairs, and no more.</summary>
    private static double[] AsIfNamed(EdgeColumns edges, Groups groups) => [.. groups.All.Select(g =>
    {
        double[] within = [.. Enumerable.Range(0, edges.Count).Where(e => groups.GroupOf[edges.A[e]] == g.Number && groups.GroupOf[edges.B[e]] == g.Number).Select(e => edges.P![e]).Order()];
        return GroupTests.SmallestRisk([within], [g.Accounts.Length * (g.Accounts.Length - 1) / 2], GroupTests.Half(within.Length));
    })];
}
