using System.Globalization;
using System.Text;
using CsCheck;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources;

/// <summary>Whatever the bytes, reading ends with rows or a reason, and what is counted adds up.</summary>
public sealed class HostileSourcesTests
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes(
        "post_id,author_id,created_at,text,urls\n" + string.Concat(Enumerable.Range(0, 60).Select(i =>
            $"p{i},a{i % 7},2024-08-15T10:00:{i:D2}Z,\"Filler {i} \"\"quoted\"\" #tag\",\"['https://a.example/{i % 5}']\"\n")));

    private static readonly byte[] Json = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(i =>
        $$$"""{"id":"{{{i}}}","author_id":"a","created_at":"2024-08-15T10:00:{{{i:D2}}}Z","text":"Filler \u00e4","entities":{"hashtags":[{"tag":"t"}]}}""" + "\n")));

    [Fact]
    public void Random_bytes_are_read_or_refused() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, 4]).Sample((bytes, kind) => Holds(kind switch
        {
            0 => bytes,
            1 => [.. "account_id,object_id,timestamp_share\n"u8, .. bytes],
            2 => [.. "{\"id\":"u8, .. bytes],
            3 => [0x1F, 0x8B, 8, .. bytes],
            _ => [0x28, 0xB5, 0x2F, 0xFD, .. bytes],
        }), iter: 800);

    [Fact]
    public void Damaged_sources_are_read_or_refused()
    {
        byte[][] whole =
        [
            Table, Json, PostTableTests.Pack(Table, false), PostTableTests.Pack(Table, true), PostTableTests.Pack(Json, true),
            Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Table)),
        ];
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 20_000], Gen.Byte, Gen.Int[0, 3]).Sample((which, at, value, how) =>
        {
            byte[] bytes = [.. whole[which]];
            at %= bytes.Length;
            if (how == 0)
            {
                return Holds(bytes[..at]);
            }
            bytes[at] = value;
            return Holds(how == 1 ? bytes : [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at / 2)]);
        }, iter: 800);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(40_000)]
    public void What_lies_behind_the_last_gzip_member_is_told_and_padding_is_not(int rows)
    {
        byte[] half = PostTableTests.Pack(Rows(0, rows), zstandard: false);
        byte[] other = PostTableTests.Pack(Rows(rows, rows, header: false), zstandard: false);
        byte[] flipped = [.. other];
        flipped[0] ^= 0x40;
        foreach ((byte[] file, int good, int missing) in ((byte[], int, int)[])
            [
                ([.. half, .. other], 2 * rows, 0), (half, rows, 0), ([.. half, .. new byte[3]], rows, 0), ([.. half, .. new byte[100_000]], rows, 0),
                ([.. half, .. flipped], rows, flipped.Length), ([.. half, .. "garbage\n"u8], rows, 8), ([.. half, .. new byte[20], .. "late"u8], rows, 24),
                ([.. half, .. Enumerable.Repeat((byte)'x', 50_000)], rows, 50_000), ([.. half, 0, 1], rows, 2),
            ])
        {
            foreach (int chunk in (int[])[1 << 20, 5])
            {
                Collected read = Collected.Read(new Trickle(file, chunk), "t.csv.gz");
                Assert.Equal(good, read.Rows.Count);
                if (missing == 0)
                {
                    Assert.Empty(read.Faults);
                    continue;
                }
                Fault told = Assert.Single(read.Faults);
                Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{missing:N0} bytes of the packed file, from its byte {half.Length:N0} on"), told.Reason, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Behind_several_gzip_members_the_rest_is_told_too()
    {
        byte[] file = [.. PostTableTests.Pack(Rows(0, 9_000), false), .. PostTableTests.Pack(Rows(9_000, 9_000, header: false), false), .. Enumerable.Repeat((byte)'x', 50_000)];
        Collected read = Collected.Read(file, "t.csv.gz");
        Assert.Equal(18_000, read.Rows.Count);
        Assert.Contains("bytes of the packed file or more", Assert.Single(read.Faults).Reason, StringComparison.Ordinal);
    }

    private static byte[] Rows(int from, int count, bool header = true) => Encoding.UTF8.GetBytes((header ? "post_id,author_id,created_at,text\n" : "")
        + string.Concat(Enumerable.Range(from, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i},a{i % 7},2024-08-15T10:00:00Z,filler {i * 7919L % 10007}\n"))));

    [Fact]
    public void A_file_of_broken_json_is_given_up_with_its_place()
    {
        StringBuilder text = new("""{"id":"1","author_id":"9","created_at":"2021-04-08T19:34:16.000Z","text":"x"}""" + "\n");
        text.Insert(text.Length, "{x}\n", 100_010);
        Collected read = Collected.Read(text.ToString(), "t.jsonl");
        Assert.Equal((1, 100_001), (read.Rows.Count, read.Faults.Count));
        Assert.Equal("t.jsonl line 100001, byte 400074: 100000 values up to here are not JSON, so the rest of the file was not read", read.Faults[^1].ToString());
    }

    private static bool Holds(byte[] bytes)
    {
        Collected read = Collected.Read(bytes, "t.csv");
        return read.Result.Ok
            ? read.Result.Value.Rows == read.Rows.Count && read.Result.Value.Refused == read.Faults.Count && read.Rows.Count > 0
            : read.Rows.Count == 0 && read.Result.Fault.Reason.Length > 0;
    }
}
