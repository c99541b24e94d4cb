using CsCheck;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Model;

public sealed class NameListTests
{
    /// <summary>The lengths at which a name's length takes more bytes, a chunk ends, and a name has a chunk of its own.</summary>
    private static readonly Gen<int> Length = Gen.OneOf(
        Gen.Int[0, 8], Gen.Int[250, 260], Gen.Int[100_000, 300_000], Gen.Int[(1 << 20) - 8, (1 << 20) + 4], Gen.Const(3 << 20));

    [Fact]
    public void Names_across_the_borders_of_chunks_keep_their_bytes() =>
        Length.Array[1, 30].Sample(
            lengths =>
            {
                var names = new Names(1);
                var posts = new PostNames(1);
                byte[][] inputs = [.. lengths.Select((length, i) => Filled(length, i))];
                int[] ids = [.. inputs.Select(i => names.Intern(i))];
                int[] numbers = [.. inputs.Select(i => posts.Add(i))];
                Assert.All(Enumerable.Range(0, inputs.Length), i =>
                {
                    Assert.True(names[ids[i]].SequenceEqual(inputs[i]));
                    Assert.True(posts[numbers[i]].SequenceEqual(inputs[i]));
                    Assert.Equal(ids[i], names.Find(inputs[i]));
                });
            },
            iter: 40);

    [Fact]
    public void Many_short_names_fill_many_chunks()
    {
        var names = new Names();
        for (int i = 0; i < 400_000; i++)
        {
            Assert.Equal(i, names.Intern([.. "name "u8, .. BitConverter.GetBytes(i)]));
        }
        Assert.All(Enumerable.Range(0, 400_000), i => Assert.Equal(i, BitConverter.ToInt32(names[i][5..])));
    }

    [Fact]
    public void An_id_nobody_gave_has_no_name()
    {
        var names = new Names();
        names.Intern("a");
        Assert.Throws<ArgumentOutOfRangeException>(() => names[1].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => names[-1].Length);
    }

    private static byte[] Filled(int length, int with)
    {
        byte[] bytes = new byte[length];
        Array.Fill(bytes, (byte)with);
        return bytes;
    }
}
