using CsCheck;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Model;

public sealed class PostNamesTests
{
    [Fact]
    public void Ids_without_repeats_are_those_of_a_dictionary() =>
        // Short names of few letters repeat often, long ones hardly ever; both kinds of list are met.
        Gen.OneOf(Gen.Byte[0, 3].Array[0, 5].Array[0, 300], Gen.Byte.Array[4, 300].Array[0, 60]).Sample(inputs =>
        {
            var names = new Names();
            int[] expected = [.. inputs.Select(i => names.Intern(i))];
            var posts = new PostNames(1);
            int[] numbers = [.. inputs.Select(i => posts.Add(i))];
            int[]? ids = posts.DropRepeats();
            Assert.Equal(expected, ids is null ? numbers : [.. numbers.Select(n => ids[n])]);
            Assert.Equal(names.Count, posts.Count);
            Assert.All(Enumerable.Range(0, names.Count), i => Assert.Equal(names[i], posts[i]));
            Assert.Equal(names.Find([]) >= 0, posts.HasEmpty);
        });

    [Theory]
    [InlineData(0x00000000)] // all of one hash: every name is a candidate, and only the bytes tell
    [InlineData(0x0000000F)] // one bit of the sieve, sixteen hashes
    [InlineData(0x70000000)] // eight bits of the sieve, one slot of the table
    [InlineData(-1)]
    public void Repeats_are_found_whatever_the_hashes_have_in_common(int mask) =>
        Gen.Int[0, 200].Array[0, 200].Sample(values =>
        {
            var posts = new PostNames();
            var hashes = new List<uint>();
            var kept = new List<int>();
            foreach (int value in values)
            {
                int before = posts.Count;
                posts.Add(BitConverter.GetBytes(value));
                if (posts.Count > before)
                {
                    kept.Add(value);
                    hashes.Add(unchecked((uint)value * 2654435769 & (uint)mask));
                }
            }
            int[] expected = [.. kept.Select(v => kept.IndexOf(v))];
            Assert.Equal(expected, Repeats.Find(posts, hashes.ToArray()) ?? [.. Enumerable.Range(0, kept.Count)]);
        });

    [Fact]
    public void Where_nothing_repeats_the_numbers_are_the_ids()
    {
        var posts = new PostNames();
        for (int i = 0; i < 100_000; i++)
        {
            Assert.Equal(i, posts.Add(BitConverter.GetBytes(i)));
        }
        Assert.Null(posts.DropRepeats());
        Assert.Equal(100_000, posts.Count);
    }

    [Fact]
    public void A_post_with_rows_far_apart_is_one_post_and_rows_side_by_side_take_no_room()
    {
        var posts = new PostNames();
        int[] numbers = new int[50_000];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = posts.Add(BitConverter.GetBytes(i % 20_000 / 2));
        }
        Assert.Equal(25_000, posts.Count);
        int[] ids = posts.DropRepeats()!;
        Assert.Equal(10_000, posts.Count);
        Assert.All(Enumerable.Range(0, numbers.Length), i => Assert.Equal(i % 20_000 / 2, BitConverter.ToInt32(posts[ids[numbers[i]]])));
    }
}
