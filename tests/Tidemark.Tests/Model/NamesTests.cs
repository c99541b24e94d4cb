using System.Text;
using CsCheck;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Model;

public sealed class NamesTests
{
    [Fact]
    public void Ids_follow_the_order_of_first_appearance_and_lead_back_to_the_bytes() =>
        Gen.Byte[0, 3].Array[0, 20].Array[0, 300].Sample(inputs =>
        {
            var names = new Names(1);
            var known = new List<string>();
            foreach (byte[] input in inputs)
            {
                string key = Convert.ToHexString(input);
                int expected = known.IndexOf(key);
                Assert.Equal(expected, names.Find(input));
                if (expected < 0)
                {
                    expected = known.Count;
                    known.Add(key);
                }
                Assert.Equal(expected, names.Intern(input));
            }
            Assert.Equal(known, Enumerable.Range(0, names.Count).Select(i => Convert.ToHexString(names[i])));
        });

    [Fact]
    public void Ranks_order_names_byte_by_byte() =>
        Gen.Byte[97, 100].Array[0, 14].Array[0, 200].Sample(inputs =>
        {
            var names = new Names();
            foreach (byte[] input in inputs)
            {
                names.Intern([.. "common"u8, .. input]);
            }
            int[] ranks = names.OrdinalRanks();
            string[] inOrder = new string[names.Count];
            for (int i = 0; i < ranks.Length; i++)
            {
                inOrder[ranks[i]] = Encoding.Latin1.GetString(names[i]);
            }
            Assert.Equal(inOrder.Order(StringComparer.Ordinal), inOrder);
        });

    [Fact]
    public void Ranks_among_some_names_are_in_the_order_of_ranks_among_all() =>
        Gen.Select(Gen.Byte[97, 100].Array[0, 6].Array[1, 100], Gen.Int[0, 99].Array[0, 50]).Sample((inputs, picks) =>
        {
            var names = new Names();
            int[] ids = [.. inputs.Select(i => names.Intern(i))];
            int[] some = [.. picks.Where(p => p < ids.Length).Select(p => ids[p]).Distinct()];
            int[] all = names.OrdinalRanks();
            int[] among = names.OrdinalRanks(some.AsSpan());
            Assert.Equal(some.Order().OrderBy(i => all[i]), some.Order().OrderBy(i => among[i]));
            Assert.Equal(Enumerable.Range(0, some.Length), some.Select(i => among[i]));
        });
}
