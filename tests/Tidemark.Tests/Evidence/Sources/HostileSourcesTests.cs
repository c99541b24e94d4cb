using System.Text;
using CsCheck;
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
