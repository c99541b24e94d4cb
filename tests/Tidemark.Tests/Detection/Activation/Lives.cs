using System.Text;
using Tidemark.Detection.Worlds;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.Tests.Detection.Activation;

/// <summary>Posts for the tests of this folder.</summary>
internal static class Lives
{
    public const long FirstDay = 18_000;

    public static PostColumns Of(IEnumerable<LifePost> posts)
    {
        var into = new PostCollector();
        foreach (LifePost post in posts)
        {
            into.Add(
                Encoding.UTF8.GetBytes(post.Asset), Encoding.UTF8.GetBytes($"{post.Seconds}-{post.Text.Length}"), post.Seconds * UnixTime.PerSecond,
                Encoding.UTF8.GetBytes(post.Text), default, default);
        }
        return into.ToColumns();
    }

    /// <summary>One asset that posts so often on each day, the texts all different and all on nothing.</summary>
    public static IEnumerable<LifePost> Life(string asset, IReadOnlyList<int> counts) =>
        counts.SelectMany((count, day) => Enumerable.Range(0, count)
            .Select(i => new LifePost(asset, (FirstDay + day) * 86_400 + 1_000 + i, $"note {day} {i}")));

    /// <summary>Counts of a steady life: chance around a mean.</summary>
    public static int[] Steady(ulong seed, int days, double mean)
    {
        var random = new SeededRandomOf(seed);
        return [.. Enumerable.Range(0, days).Select(_ => random.Poisson(mean))];
    }

    /// <summary>Each asset's calendar turned by a number of days of its own within the days of the data.</summary>
    public static IEnumerable<LifePost> Rotated(ActivationWorld world, ulong seed)
    {
        var random = new SeededRandomOf(seed);
        Dictionary<string, int> by = world.Truth.ToDictionary(truth => truth.Asset, _ => random.Below(world.Days));
        long first = (long)ActivationWorld.Date(0) * 86_400, span = (long)world.Days * 86_400;
        return world.Posts.Select(post => post with { Seconds = first + (post.Seconds - first + by[post.Asset] * 86_400L) % span });
    }

    /// <summary>The generator of the detectors under a name that does not clash with the namespace of these tests.</summary>
    private sealed class SeededRandomOf(ulong seed)
    {
        private readonly Tidemark.Detection.SeededRandom _random = new(seed);

        public int Poisson(double mean) => _random.Poisson(mean);

        public int Below(int bound) => _random.Below(bound);
    }
}
