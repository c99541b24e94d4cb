using System.Globalization;
using System.Text;
using CsCheck;
using Tidemark.Publishing.Tables;
using Xunit;

namespace Tidemark.Tests.Publishing.Tables;

public sealed class CsvTableTests
{
    private static string Write(string[] header, Action<CsvTable> rows)
    {
        using var stream = new MemoryStream();
        using (var table = new CsvTable(stream, header))
        {
            rows(table);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Cell(string text) => Write(["a", "b"], table =>
    {
        table.Text(text);
        table.Text("x");
        table.EndRow();
    })["a,b\n".Length..^",x\n".Length];

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\rlines", "\"two\rlines\"")]
    [InlineData(" spaced ", " spaced ")]
    [InlineData("żółć 🐟", "żółć 🐟")]
    public void Cells_are_quoted_as_RFC_4180_asks_and_only_then(string text, string cell) => Assert.Equal(cell, Cell(text));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("+5", "'+5")]
    [InlineData("@name", "'@name")]
    [InlineData("-", "'-")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("-.5", "'-.5")]
    [InlineData("-1.", "'-1.")]
    [InlineData("-1.2.3", "'-1.2.3")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    public void Cells_a_spreadsheet_would_run_are_defused(string text, string cell) => Assert.Equal(cell, Cell(text));

    [Theory]
    [InlineData("-12")]
    [InlineData("-0.5")]
    [InlineData("1E-5")]
    [InlineData("a=b")]
    [InlineData("'=x")]
    public void Plain_numbers_and_harmless_text_stay(string text) => Assert.Equal(text, Cell(text));

    [Fact]
    public void Numbers_have_the_fewest_digits_that_read_back_and_no_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            string text = Write(["n"], table =>
            {
                foreach (double value in (double[])[0.1, -2.5, 1e-12, 1234567.25, 0])
                {
                    table.Number(value);
                    table.EndRow();
                }
                table.Number(long.MinValue);
                table.EndRow();
                table.Number(double.NaN);
                table.EndRow();
            });
            Assert.Equal("n\n0.1\n-2.5\n1E-12\n1234567.25\n0\n-9223372036854775808\n\"\"\n", text);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Broken_UTF8_and_lone_surrogates_become_the_replacement_character()
    {
        Assert.Equal("a\uFFFDb", Cell("a\uD800b"));
        string text = Write(["a"], table =>
        {
            table.Text([(byte)'x', 0xFF, (byte)'y']);
            table.EndRow();
        });
        Assert.Equal("a\nx\uFFFDy\n", text);
    }

    [Fact]
    public void A_row_of_the_wrong_width_is_a_bug_and_throws()
    {
        using var table = new CsvTable(Stream.Null, "a", "b");
        table.Number(1);
        Assert.Throws<InvalidOperationException>(table.EndRow);
        table.Number(2);
        Assert.Throws<InvalidOperationException>(() => table.Number(3));
        table.EndRow();
        Assert.Equal(1, table.Rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Number(double.PositiveInfinity));
    }

    [Fact]
    public void The_stream_stays_open_and_cells_longer_than_the_buffer_pass()
    {
        string huge = new('"', 200_000);
        string text = Write(["a"], table =>
        {
            table.Text(huge);
            table.EndRow();
            table.Text(new string('x', 200_000));
            table.EndRow();
        });
        Assert.Equal(2 + 2 + 400_000 + 1 + 200_000 + 1, text.Length);
    }

    [Fact]
    public void What_is_written_reads_back_for_any_cells()
    {
        Gen<string> cell = Gen.String[Gen.OneOf(Gen.Char[" ,\"\r\n=+-@\t'ab1.é🐟"], Gen.Char), 0, 12];
        cell.Array[3].Array[0, 6].Sample(rows =>
        {
            string text = Write(["a", "b", "c"], table =>
            {
                foreach (string[] row in rows)
                {
                    Array.ForEach(row, table.Text);
                    table.EndRow();
                }
            });
            List<string[]> back = Read(text);
            Assert.Equal(rows.Length + 1, back.Count);
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = 0; j < 3; j++)
                {
                    string expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(rows[i][j]));
                    string got = back[i + 1][j];
                    Assert.True(got == expected || (got == "'" + expected && "=+-@\t\r".Contains(expected[0], StringComparison.Ordinal)));
                    Assert.False(got.Length > 0 && "=+@\t\r".Contains(got[0], StringComparison.Ordinal));
                }
            }
        });
    }

    /// <summary>A second, independent reading of RFC 4180, character by character.</summary>
    internal static List<string[]> Read(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"' && cell.Length == 0)
            {
                for (i++; text[i] != '"' || (i + 1 < text.Length && text[i + 1] == '"'); i++)
                {
                    cell.Append(text[i]);
                    i += text[i] == '"' ? 1 : 0;
                }
            }
            else if (c is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                cell.Append(c);
            }
        }
        return rows;
    }
}
