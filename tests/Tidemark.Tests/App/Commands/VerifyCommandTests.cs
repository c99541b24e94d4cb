using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tidemark.Tests.Forensics.Mail;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-verify-").FullName;

    [Fact]
    public void An_object_for_each_file_in_the_order_given()
    {
        var signer = new Signer();
        string good = Write("good.eml", signer.Sign(Mails.Plain)), broken = Write("broken.eml", signer.Sign(Mails.Plain) + "x"), text = Write("notes.txt", "plain text\n");
        string keys = Write("keys.json", JsonSerializer.Serialize(new[] { new { selector = "sel", domain = "example.org", txt = signer.Txt(), source = "test", licence = "", note = "" } }));

        Cli all = Cli.Run("verify", broken, good, text, "--keys", keys, "--json");
        Cli one = Cli.Run("verify", good, "--keys", keys, "--json");

        JsonElement[] rows = [.. JsonDocument.Parse(all.Out).RootElement.EnumerateArray()];
        Assert.Equal([broken, good, text], rows.Select(row => row.GetProperty("file").GetString()));
        Assert.Equal(["mail", "mail", "other"], rows.Select(row => row.GetProperty("kind").GetString()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(good))), rows[1].GetProperty("sha256").GetString());
        Assert.Equal(1, all.Exit);
        Assert.Equal(0, one.Exit);
        Assert.Equal(rows[1].GetRawText(), JsonDocument.Parse(one.Out).RootElement[0].GetRawText());
        Assert.Equal(["consistent", "consistent", "not testable", "consistent"], rows[1].GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("outcome").GetString()));
    }

    [Fact]
    public void A_missing_file_is_exit_2_and_the_others_still_get_their_answer()
    {
        string good = Write("good.eml", Mails.Plain);

        Cli run = Cli.Run("verify", Path.Combine(_folder, "gone.eml"), good, "--json");

        Assert.Equal(2, run.Exit);
        Assert.Contains("gone.eml", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, JsonDocument.Parse(run.Out).RootElement.GetArrayLength());
        Assert.Equal(2, Cli.Run("verify", good, "--keys", Write("keys.json", "no keys")).Exit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\nno header\r\n")]
    public void A_mail_that_cannot_be_read_is_told_and_is_no_failure_of_the_call(string content)
    {
        Cli run = Cli.Run("verify", Write("empty.eml", content), "--json");

        JsonElement row = JsonDocument.Parse(run.Out).RootElement[0];
        Assert.Equal(0, run.Exit);
        Assert.Equal("cannot-read", row.GetProperty("conflicts")[0].GetProperty("code").GetString());
        Assert.Equal("none", row.GetProperty("checks")[0].GetProperty("evidence").GetProperty("cv").GetString());
    }

    [Fact]
    public void A_mail_with_bytes_that_no_text_has_is_a_mail_by_its_header()
    {
        string path = Path.Combine(_folder, "binary");
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes(Mails.Plain), 0, 1, 2, 0xFF, 0xFE]);

        Assert.Contains("received-path", Cli.Run("verify", path).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_of_two_words_stands_in_the_output_nor_anything_that_acts()
    {
        string path = Write("a.eml", "From: Authentic <a@example.org>\r\nSubject: =?utf-8?B?4oCu?= \u001b[2J INAUTHENTIC\u0007\r\n\r\n");

        foreach (string[] call in (string[][])[["verify", path], ["verify", path, "--json"]])
        {
            string output = Cli.Run(call).Out;
            Assert.DoesNotMatch("(?i)\\b(in)?authentic\\b", output);
            Assert.DoesNotContain(output, letter => char.IsControl(letter) && letter != '\n');
            Assert.DoesNotContain("\u202E", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Longer_words_that_hold_one_of_the_two_are_not_found_either_and_lose_no_letter()
    {
        string path = Write("authentic.eml", "From: a@example.org\r\nSubject: authenticity \u00EAuthentication\r\nReceived: from x (authenticated by y) by authentications.example.org; Mon, 3 Jun 2024 08:00:00 +0000\r\n"
            + "Authentication-Results: authenticator.example.org; dkim=pass\r\nARC-Authentication-Results: none\r\n" + "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=sel; h=from; bh=AA==; b=AA==\r\n\r\n");

        string json = Cli.Run("verify", path, "--json").Out, text = Cli.Run("verify", path).Out;

        Assert.DoesNotContain("authentic", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("authentic", text, StringComparison.OrdinalIgnoreCase);
        JsonElement row = JsonDocument.Parse(json).RootElement[0];
        Assert.Equal(path, row.GetProperty("file").GetString());
        Assert.Equal("authenticity \u00EAuthentication", row.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == "subject").GetProperty("value").GetString());
        Assert.Contains("authentication-results", row.GetProperty("checks")[0].GetProperty("evidence").GetProperty("unsigned_headers").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData("empty.txt", "", "cannot-read")]
    [InlineData("empty.pdf", "", "cannot-read")]
    [InlineData("report.docx", "words", "cannot-read")]
    [InlineData("photo.jpg", "\u0001\u0000\u0002\u0003", "cannot-read")]
    [InlineData("notes.txt", "words", "")]
    public void What_could_not_be_read_is_told_apart_from_what_has_no_reader(string name, string content, string code)
    {
        Cli run = Cli.Run("verify", Write(name, content), "--json");

        Assert.Equal(0, run.Exit);
        Assert.Equal(code, string.Join(',', JsonDocument.Parse(run.Out).RootElement[0].GetProperty("conflicts").EnumerateArray().Select(conflict => conflict.GetProperty("code").GetString())));
    }

    [Fact]
    public void Only_what_contradicts_itself_is_said_not_to_fit()
    {
        string output = Cli.Run("verify", Write("a.eml", "Subject: one\r\nSubject: two\r\n" + new Signer().Sign("From: a@example.net\r\n\r\ntext\r\n"))).Out;

        Assert.Contains("  does not fit (duplicate-header): ", output, StringComparison.Ordinal);
        Assert.Contains("  to note (not-aligned): ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_says_how_the_comparison_with_earlier_mails_came_out()
    {
        string archive = Directory.CreateDirectory(Path.Combine(_folder, "earlier")).FullName;
        File.WriteAllText(Path.Combine(archive, "one"), Mails.Plain);
        string mail = Write("a.eml", Mails.Plain);

        Assert.Contains("sender-history: not testable", JsonDocument.Parse(Cli.Run("verify", mail, "--history", archive, "--json").Out).RootElement[0].GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sender-history", JsonDocument.Parse(Cli.Run("verify", mail, "--json").Out).RootElement[0].GetProperty("summary").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_domain_usually_does_is_said_from_the_archive_alone_and_accuses_nobody()
    {
        var signer = new Signer();
        string archive = Directory.CreateDirectory(Path.Combine(_folder, "archive")).FullName;
        for (int i = 0; i < 12; i++)
        {
            File.WriteAllText(Path.Combine(archive, $"{i}"), signer.Sign(Mails.Plain));
        }
        File.WriteAllText(Path.Combine(archive, "notes"), "no mail\n");
        string signed = Write("signed.eml", signer.Sign(Mails.Plain)), unsigned = Write("unsigned.eml", Mails.Plain);

        Cli run = Cli.Run("verify", signed, unsigned, "--history", archive, "--json");

        Assert.Equal(0, run.Exit);
        Assert.Contains("1 of 13", run.Error, StringComparison.Ordinal);
        JsonElement[] habits = [.. JsonDocument.Parse(run.Out).RootElement.EnumerateArray().Select(row => row.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "signing-habit"))];
        Assert.Equal(["consistent", "not testable"], habits.Select(habit => habit.GetProperty("outcome").GetString()));
        Assert.Contains("100 % of the 12 mails of example.org in 2024-06", habits[1].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, Cli.Run("verify", signed, "--history", Path.Combine(_folder, "gone")).Exit);
    }

    [Fact]
    public void Plain_words_say_what_is_not_shown()
    {
        string output = Cli.Run("verify", Write("a.eml", new Signer().Sign(Mails.Plain))).Out;

        Assert.Contains("dkim-body: consistent.", output, StringComparison.Ordinal);
        Assert.Contains("dkim: not testable.", output, StringComparison.Ordinal);
        Assert.Contains("What this does not show:", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content));
        return path;
    }
}
