using System.Globalization;
using System.Text;
using CsCheck;
using Tidemark.Evidence.Sources;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources;

public sealed class Utf8CsvReaderTests
{
    [Fact]
    public void Fields_are_cut_at_commas_and_records_at_line_ends() =>
        Assert.Equal(["a|b|c", "1||3"], Rows("a,b,c\n1,,3\n"));

    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\r1,2\r")]
    [InlineData("a,b\n1,2")]
    [InlineData("\uFEFFa,b\n1,2")]
    [InlineData("a,b\n\n\n1,2\n\n")]
    [InlineData("a,\"b\"\r\n\"1\",\"2\"\r\n")]
    [InlineData("a;b\n1;2\n")]
    [InlineData("a\tb\n1\t2\n")]
    [InlineData("a|b\n1|2\n")]
    public void The_same_table_is_read_however_it_is_written(string text) => Assert.Equal(["a|b", "1|2"], Rows(text));

    [Fact]
    public void A_quoted_field_holds_separators_line_ends_and_quotes() =>
        Assert.Equal(["x|a,b\r\nc \"d\"|y", "1|2|3"], Rows("x,\"a,b\r\nc \"\"d\"\"\",y\n1,2,3\n"));

    [Fact]
    public void A_quote_inside_an_unquoted_field_is_a_character() =>
        Assert.Equal(["5\" pipe|b", "1|2"], Rows("5\" pipe,b\n1,2\n"));

    [Fact]
    public void Lines_and_offsets_count_what_stands_in_the_file()
    {
        Utf8CsvReader reader = Open("\uFEFFh,i\r\n\"a\nb\",1\r\nc,2\n"u8.ToArray());
        Assert.True(reader.Read());
        Assert.Equal((1, 3, 3), (reader.Line, reader.Offset, reader.Length));
        Assert.True(reader.Read());
        Assert.Equal((2, 8, 7), (reader.Line, reader.Offset, reader.Length));
        Assert.True(reader.Read());
        Assert.Equal((4, 17, 3), (reader.Line, reader.Offset, reader.Length));
        Assert.False(reader.Read());
    }

    [Fact]
    public void An_unclosed_quote_costs_one_record() =>
        Assert.Equal(["a|b", "Unterminated 2", "3|4", "5|6"], Rows("a,b\n1,\"2\n3,4\n5,6\n"));

    [Fact]
    public void Text_after_a_closing_quote_is_refused_and_reading_goes_on() =>
        Assert.Equal(["a|b", "AfterQuote 2", "5|6"], Rows("a,b\n1,\"2\"x\n5,6\n"));

    [Fact]
    public void Another_number_of_fields_than_the_header_is_refused()
    {
        Utf8CsvReader reader = Open("a,b\n1,2,3\n4,5\n"u8.ToArray());
        reader.Read();
        reader.ExpectedFields = reader.FieldCount;
        reader.Read();
        Assert.Equal("t.csv line 2, byte 4: 3 fields where the header has 2", reader.Fault.ToString());
        reader.Read();
        Assert.Equal(CsvProblem.None, reader.Problem);
    }

    [Fact]
    public void Bytes_that_are_no_text_cost_their_row_only()
    {
        byte[] bytes = [.. "a,b\n1,"u8, 0xFF, .. "\n3,4\nx,"u8, 0, .. "\n5,6\n"u8];
        Assert.Equal(["a|b", "NotUtf8 2", "3|4", "ZeroByte 4", "5|6"], Rows(bytes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_100_megabyte_line_is_located_and_reading_goes_on_in_bounded_memory(bool quoted)
    {
        using LongLine stream = new(100 << 20, quoted);
        using SourceBytes source = SourceBytes.Open(stream, "t.csv");
        Utf8CsvReader reader = new(source, CsvDialect.Rfc4180);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(reader.Read());
        Assert.True(reader.Read());
        Assert.Equal((CsvProblem.TooLong, 2L, 4L), (reader.Problem, reader.Line, reader.Offset));
        Assert.True(reader.Length > 100 << 20, $"{reader.Length}");
        Assert.True(reader.Read());
        Assert.Equal("3", Encoding.UTF8.GetString(reader.Field(0)));
        Assert.False(reader.Read());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 << 20);
    }

    [Fact]
    public void What_is_written_is_read_back_whatever_the_blocks()
    {
        Gen<string> field = Gen.OneOf(Gen.String[Gen.Char["ab,;\"\r\n é😀"[..9]], 0, 8], Gen.String[Gen.Char['a', 'z'], 0, 90]);
        Gen.Select(Gen.Int[1, 5].SelectMany(n => field.Array[n].Array[1, 40]), Gen.Bool.Array[64], Gen.Int[0, 2], Gen.Int[1, 70])
            .Sample((rows, quoting, lineEnd, chunk) =>
            {
                rows = [.. rows.Where(r => r.Length > 1 || r[0].Length > 0)];
                string newLine = lineEnd == 0 ? "\n" : "\r\n";
                int cell = 0;
                string text = string.Concat(rows.Select(r => string.Join(',', r.Select(f =>
                    quoting[cell++ % quoting.Length] || f.AsSpan().ContainsAny(",\"\r\n") ? $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : f))
                    + newLine));
                using Trickle stream = new(Encoding.UTF8.GetBytes(text), chunk);
                using SourceBytes source = SourceBytes.Open(stream, "t.csv");
                Utf8CsvReader reader = new(source, CsvDialect.Rfc4180);
                foreach (string[] row in rows)
                {
                    if (!reader.Read() || reader.Problem != CsvProblem.None || reader.FieldCount != row.Length)
                    {
                        return false;
                    }
                    for (int i = 0; i < row.Length; i++)
                    {
                        if (Encoding.UTF8.GetString(reader.Field(i)) != row[i])
                        {
                            return false;
                        }
                    }
                }
                return !reader.Read();
            }, iter: 600);
    }

    [Fact]
    public void Any_bytes_are_read_as_the_slow_oracle_reads_them() =>
        Gen.String[Gen.Char["ab,\"\n\r"], 0, 60].Sample(text =>
        {
            List<string> expected = SlowCsv.Rows(text);
            List<string> found = Rows(Encoding.UTF8.GetBytes(text), CsvDialect.Rfc4180);
            return expected.SequenceEqual(found) ? true : throw new InvalidOperationException(
                $"{text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}: "
                + $"expected [{string.Join(" / ", expected)}], found [{string.Join(" / ", found)}]");
        }, iter: 6_000);

    [Fact]
    public void Records_that_straddle_blocks_are_whole()
    {
        StringBuilder text = new();
        for (int i = 0; i < 40_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},\"{new string('x', i % 37)}\"\"\n\",{new string('y', i % 11)}\r\n");
        }
        int row = 0;
        Utf8CsvReader reader = Open(Encoding.UTF8.GetBytes(text.ToString()));
        while (reader.Read())
        {
            Assert.Equal(CsvProblem.None, reader.Problem);
            Assert.Equal(row, int.Parse(reader.Field(0), CultureInfo.InvariantCulture));
            Assert.Equal(new string('x', row % 37) + "\"\n", Encoding.UTF8.GetString(reader.Field(1)));
            Assert.Equal(row % 11, reader.Field(2).Length);
            Assert.Equal(1 + 2L * row, reader.Line);
            row++;
        }
        Assert.Equal(40_000, row);
    }

    internal static Utf8CsvReader Open(byte[] bytes)
    {
        SourceBytes source = SourceBytes.Open(new MemoryStream(bytes), "t.csv");
        return new Utf8CsvReader(source, CsvDialect.Detect(source.Head));
    }

    private static List<string> Rows(string text) => Rows(Encoding.UTF8.GetBytes(text));

    private static List<string> Rows(byte[] bytes, CsvDialect? dialect = null)
    {
        using SourceBytes source = SourceBytes.Open(new MemoryStream(bytes), "t.csv");
        Utf8CsvReader reader = new(source, dialect ?? CsvDialect.Detect(source.Head));
        List<string> rows = [];
        while (reader.Read())
        {
            if (reader.Problem != CsvProblem.None)
            {
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.Problem} {reader.Line}"));
                continue;
            }
            List<string> fields = [];
            for (int i = 0; i < reader.FieldCount; i++)
            {
                fields.Add(Encoding.UTF8.GetString(reader.Field(i)));
            }
            rows.Add(string.Join('|', fields));
        }
        return rows;
    }
}
