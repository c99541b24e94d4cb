using CsCheck;
using Tidemark.Detection.Coordination;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

/// <summary>What is looked up in tables and by doubling steps is what a plain walk counts, also at the ends of the clock's range.</summary>
public sealed class TimeRanksTests
{
    private static readonly Gen<long[]> Times =
        from span in OneOf(5L, 300L, 1_000_000_000_000L, long.MaxValue)
        from start in OneOf(0L, 1_600_000_000_000_000_000L, long.MinValue, long.MaxValue - 1_000_000_000_000L)
        from steps in Gen.Long[0, span].Array[1, 300]
        select steps.Select(s => start > 0 && s > long.MaxValue - start ? long.MaxValue : start + s).Order().ToArray();

    private static readonly Gen<long> Distances = OneOf(0L, 1L, 60L, 1_000_000_000L, long.MaxValue);

    [Fact]
    public void Ranks_count_what_a_walk_counts()
    {
        long near = 0;
        Gen.Select(Times, Times, Distances).Sample((times, others, distance) =>
        {
            var ranks = new TimeRanks();
            ranks.Set(times);
            foreach (long time in (long[])[.. times, .. others])
            {
                int expected = times.Count(t => IsNear(t, time, distance));
                Assert.Equal(expected, ranks.Near(time, distance));
                near += expected;
            }
        }, iter: 300, threads: 1);
        Assert.True(near > 10_000, $"{near} near ones are too few to say anything");
    }

    [Fact]
    public void Windows_begin_and_end_where_a_walk_says()
    {
        Gen.Select(Times, Distances, Gen.Double[0, 0.999]).Sample((times, distance, at) =>
        {
            int row = (int)(at * times.Length);
            int first = Enumerable.Range(0, row + 1).First(i => IsNear(times[i], times[row], distance));
            int after = Enumerable.Range(row, times.Length - row).TakeWhile(i => IsNear(times[i], times[row], distance)).Last() + 1;
            Assert.Equal(first, TimeSpans.First(times, 0, row, distance));
            Assert.Equal(after, TimeSpans.After(times, row, times.Length, times[row], distance));
        }, iter: 500, threads: 1);
    }

    private static Gen<long> OneOf(params long[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool IsNear(long x, long y, long distance) => Int128.Abs((Int128)x - y) <= distance;
}
