using CsCheck;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Model;

public sealed class NameBatchTests
{
    [Fact]
    public void A_batch_gives_the_ids_that_interning_one_by_one_gives() =>
        Gen.Select(Gen.Byte[0, 3].Array[0, 12].Array[0, 400], Gen.Int[1, 64]).Sample((inputs, batchSize) =>
        {
            var alone = new Names(1);
            int[] expected = [.. inputs.Select(i => alone.Intern(i))];
            var together = new Names(1);
            var batch = new NameBatch(together);
            int[] ids = new int[inputs.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                batch.Add(inputs[i]);
                if (batch.IsFull || batch.Count == batchSize)
                {
                    batch.Intern(ids.AsSpan(i + 1 - batch.Count, batch.Count));
                }
            }
            batch.Intern(ids.AsSpan(ids.Length - batch.Count));
            Assert.Equal(expected, ids);
            Assert.Equal(Enumerable.Range(0, alone.Count).Select(alone.Text), Enumerable.Range(0, together.Count).Select(together.Text));
        });

    [Fact]
    public void Long_names_fill_a_batch_early()
    {
        var names = new Names();
        var batch = new NameBatch(names);
        batch.Add([]);
        batch.Add(new byte[100_000]);
        Assert.True(batch.IsFull);
        int[] ids = new int[2];
        batch.Intern(ids);
        Assert.Equal([0, 1], ids);
        Assert.Equal(100_000, names[1].Length);
        Assert.False(batch.IsFull);
        Assert.Equal(0, batch.Count);
    }

    [Fact]
    public void A_full_batch_takes_no_more()
    {
        var batch = new NameBatch(new Names());
        while (!batch.IsFull)
        {
            batch.Add("a"u8);
        }
        Assert.Throws<InvalidOperationException>(() => batch.Add("a"u8));
    }
}
