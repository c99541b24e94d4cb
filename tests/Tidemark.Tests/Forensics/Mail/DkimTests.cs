using System.Globalization;
using System.Security.Cryptography;
using CsCheck;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;
using Xunit;
using Check = Tidemark.Forensics.Verdicts.Check;

namespace Tidemark.Tests.Forensics.Mail;

/// <summary>Signatures of mail servers on raw bytes, signed by a second implementation (<see cref="Signer"/>).</summary>
public sealed class DkimTests
{
    private static readonly Signer Signer = new();
    private static readonly KeyArchive Keys = Mails.Keys((Signer.Txt(), "a"));

    public static TheoryData<string, string> Forms()
    {
        var forms = new TheoryData<string, string>();
        foreach (string c in (string[])["simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"])
        {
            forms.Add(c, "rsa-sha256");
            forms.Add(c, "ed25519-sha256");
        }
        return forms;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_signed_mail_fits_with_either_line_end_and_with_blank_lines_at_its_end(string c, string algorithm)
    {
        string mail = Signer.Sign(Mails.Plain, "t=1717401600;", c, algorithm);
        KeyArchive keys = Mails.Keys((Signer.Txt(algorithm), "a"));
        foreach (string same in (string[])[mail, mail.Replace("\r\n", "\n", StringComparison.Ordinal), mail + "\r\n\r\n", "From somebody Mon Jun  3 10:00:00 2024\r\n" + mail, mail.TrimEnd('\r', '\n')])
        {
            FileVerdict verdict = Mails.Verdict(same, keys);

            Assert.Equal(CheckOutcome.Consistent, verdict.Check("dkim").Outcome);
            Assert.Equal(CheckOutcome.Consistent, verdict.Check("dkim-body").Outcome);
            Assert.Empty(verdict.Conflicts);
        }
    }

    [Fact]
    public void Relaxed_forms_forgive_blanks_and_folds_and_simple_ones_do_not()
    {
        foreach ((string c, CheckOutcome outcome) in (ReadOnlySpan<(string, CheckOutcome)>)[("relaxed/relaxed", CheckOutcome.Consistent), ("simple/simple", CheckOutcome.Inconsistent)])
        {
            string mail = Signer.Sign(Mails.Plain, c: c);
            string folded = mail.Replace("Subject: A  subject\r\n\tfolded", "SUBJECT :A subject folded ", StringComparison.Ordinal);
            string blanks = mail.Replace("First  line ", "First line\t", StringComparison.Ordinal);
            Assert.NotEqual(mail, folded);
            Assert.NotEqual(mail, blanks);

            Assert.Equal(outcome, Mails.Verdict(folded, Keys).Check("dkim").Outcome);
            Assert.Equal(outcome, Mails.Verdict(blanks, Keys).Check("dkim-body").Outcome);
        }
    }

    [Fact]
    public void A_change_of_any_signed_letter_is_never_consistent()
    {
        string mail = Signer.Sign(Mails.Plain, c: "simple/simple");
        int from = mail.IndexOf("From:", StringComparison.Ordinal);
        int body = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Gen.Int[from, mail.Length - 5].Where(at => !char.IsWhiteSpace(mail[at]) && (at > body || at < mail.IndexOf("Message-ID", StringComparison.Ordinal))).Sample(at =>
        {
            char other = mail[at] == 'x' ? 'y' : 'x';
            FileVerdict verdict = Mails.Verdict(mail[..at] + other + mail[(at + 1)..], Keys);
            return verdict.Check("dkim").Outcome != CheckOutcome.Consistent && (at < body) == (verdict.Check("dkim-body").Outcome == CheckOutcome.Consistent);
        }, iter: 200, seed: "0000KeyOfTide");
    }

    [Fact]
    public void The_body_hash_needs_no_key()
    {
        FileVerdict verdict = Mails.Verdict(Signer.Sign(Mails.Plain));

        Assert.Equal(CheckOutcome.NotTestable, verdict.Check("dkim").Outcome);
        Assert.Equal(CheckOutcome.Consistent, verdict.Check("dkim-body").Outcome);
        Assert.Equal(CheckOutcome.Inconsistent, Mails.Verdict(Signer.Sign(Mails.Plain) + "More.\r\n").Check("dkim-body").Outcome);
    }

    [Fact]
    public void Text_behind_a_length_limit_is_told_and_the_signature_still_fits()
    {
        string mail = Signer.Sign(Mails.Plain, "l=12;");
        Assert.Contains("l=12", mail, StringComparison.Ordinal);

        FileVerdict verdict = Mails.Verdict(mail, Keys);

        Assert.Equal(CheckOutcome.Consistent, verdict.Check("dkim").Outcome);
        Conflict limit = Assert.Single(verdict.Conflicts);
        Assert.Equal("body-length-limit", limit.Code);
        Assert.Equal("First line\r\n\r\nsecond line\r\n".Length - 12, limit.Evidence["unsigned_bytes"]!.GetValue<long>());
        Assert.Equal(CheckOutcome.Inconsistent, Mails.Verdict(Signer.Sign(Mails.Plain, "l=400;"), Keys).Check("dkim").Outcome);
        Assert.DoesNotContain("body-length-limit", Mails.Verdict(Signer.Sign(Mails.Plain, "l=27;"), Keys).Codes());
    }

    [Fact]
    public void A_second_From_on_top_is_told_and_breaks_only_what_was_signed_against_addition()
    {
        FileVerdict once = Mails.Verdict("From: else@example.com\r\n" + Signer.Sign(Mails.Plain), Keys);
        FileVerdict twice = Mails.Verdict("From: else@example.com\r\n" + Signer.Sign(Mails.Plain, h: "from:from:to:subject:date"), Keys);

        Assert.Equal(CheckOutcome.Consistent, once.Check("dkim").Outcome);
        Assert.Equal(["duplicate-header", "not-aligned"], once.Codes());
        Assert.Equal("from", once.Conflicts[0].Evidence["header"]!.GetValue<string>());
        Assert.Equal(CheckOutcome.Inconsistent, twice.Check("dkim").Outcome);
        Assert.Equal(CheckOutcome.Consistent, Mails.Verdict(Signer.Sign(Mails.Plain, h: "from:from:to:subject:date"), Keys).Check("dkim").Outcome);
    }

    [Fact]
    public void Fields_of_one_name_are_picked_from_the_lowest_up()
    {
        string two = Mails.Plain.Replace("To: ", "Comments: upper\r\nComments: lower\r\nTo: ", StringComparison.Ordinal);
        string mail = Signer.Sign(two, h: "from:subject:date:comments");

        Assert.Equal(CheckOutcome.Consistent, Mails.Verdict(mail.Replace("upper", "other", StringComparison.Ordinal), Keys).Check("dkim").Outcome);
        Assert.Equal(CheckOutcome.Inconsistent, Mails.Verdict(mail.Replace("lower", "other", StringComparison.Ordinal), Keys).Check("dkim").Outcome);
    }

    [Theory]
    [InlineData("x=1717401604;", true)] // One second before receipt at 10:00:05 +0200.
    [InlineData("x=1717401605;", false)]
    [InlineData("x=1717500000;", false)] // Long past by today's clock, and no conflict.
    public void A_signature_is_expired_by_the_mails_own_time(string tags, bool expired)
    {
        FileVerdict verdict = Mails.Verdict(Signer.Sign(Mails.Plain, tags), Keys);

        Assert.Equal(expired ? ["signature-expired"] : [], verdict.Codes());
        Assert.Equal(CheckOutcome.Consistent, verdict.Check("dkim").Outcome);
    }

    [Fact]
    public void Different_keys_are_a_conflict_and_the_same_key_from_two_sources_is_none()
    {
        string mail = Signer.Sign(Mails.Plain);
        string wrong = Signer.Other().Txt(), wrongToo = Signer.Other().Txt(), right = Signer.Txt();
        string spaced = "p = " + right[(right.IndexOf("p=", StringComparison.Ordinal) + 2)..].Insert(20, " \t") + " ; k=rsa;";

        FileVerdict one = Mails.Verdict(mail, Mails.Keys((wrong, "poisoned"), (right, "good")));
        FileVerdict none = Mails.Verdict(mail, Mails.Keys((wrong, "a"), (wrongToo, "b")));
        FileVerdict same = Mails.Verdict(mail, Mails.Keys((right, "a"), (spaced, "b")));

        Assert.Equal(CheckOutcome.Consistent, one.Check("dkim").Outcome);
        Assert.Equal(["key-conflict"], one.Codes());
        Assert.Equal("""["poisoned","good"]""", one.Conflicts[0].Evidence["sources"]!.ToJsonString());
        Assert.Equal(CheckOutcome.NotTestable, none.Check("dkim").Outcome);
        Assert.Equal(["key-conflict"], none.Codes());
        Assert.Equal(CheckOutcome.Consistent, same.Check("dkim").Outcome);
        Assert.Equal("""["a","b"]""", same.Check("dkim").Evidence["key_sources"]!.ToJsonString());
        Assert.Empty(same.Conflicts);
        Assert.Equal(CheckOutcome.Inconsistent, Mails.Verdict(mail, Mails.Keys((wrong, "a"))).Check("dkim").Outcome);
    }

    [Theory]
    [InlineData("v=DKIM1; k=rsa; p=")]
    [InlineData("v=DKIM1; k=rsa; p=!!!")]
    [InlineData("v=DKIM2; p=AAAA")]
    [InlineData("hello")]
    [InlineData("v=DKIM1; p=MAA=")]
    public void A_revoked_or_broken_record_tests_nothing(string txt) =>
        Assert.Equal(CheckOutcome.NotTestable, Mails.Verdict(Signer.Sign(Mails.Plain), Mails.Keys((txt, "a"))).Check("dkim").Outcome);

    [Fact]
    public void Short_keys_and_SHA1_are_named_as_weak()
    {
        using var rsa = RSA.Create(768);
        var weak = new Signer(1, rsa);
        FileVerdict small = Mails.Verdict(weak.Sign(Mails.Plain), Mails.Keys((weak.Txt(), "a")));
        FileVerdict old = Mails.Verdict(Signer.Sign(Mails.Plain, algorithm: "rsa-sha1"), Keys);

        Assert.Equal(CheckOutcome.NotTestable, small.Check("dkim").Outcome);
        Assert.Equal(["key-weak"], small.Codes());
        Assert.Equal(768, small.Check("dkim").Evidence["key_bits"]!.GetValue<int>());
        Assert.Equal(CheckOutcome.Consistent, old.Check("dkim").Outcome);
        Assert.Equal(["key-weak"], old.Codes());
    }

    [Theory]
    [InlineData("d=example.org; s=sel; ", "'v=' is missing")]
    [InlineData("v=2; d=example.org; s=sel; ", "not 1")]
    [InlineData("v=1; s=sel; ", "'d=' is missing")]
    [InlineData("v=1; d=example.org; s=sel; d=example.org; ", "occurs twice")]
    [InlineData("v=1; d=example.org; s=sel;; ", "a tag is empty")]
    [InlineData("v=1; d=example.org; s=sel; i=a@example.com; ", "outside 'd='")]
    [InlineData("v=1; d=example.org; s=sel; i=a@notexample.org; ", "outside 'd='")]
    [InlineData("v=1; d=example.org; s=sel; t=5; x=5; ", "does not lie behind")]
    [InlineData("v=1; d=example.org; s=sel; x=soon; ", "no number")]
    public void A_signature_that_breaks_the_standard_is_inconsistent(string head, string reason)
    {
        Check dkim = Mails.Verdict(Signer.Sign(Mails.Plain, head: head), Keys).Check("dkim");

        Assert.Equal(CheckOutcome.Inconsistent, dkim.Outcome);
        Assert.Contains(reason, dkim.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v=1; d=example.org; s=sel; i=a@mail.example.org; ")]
    [InlineData("v=1; d=EXAMPLE.org; s=SEL; i=@example.org; ")]
    [InlineData("v=1; d=example.org; s=sel; q=dns/txt; zz=unknown tag; ")]
    public void A_signature_that_keeps_the_standard_in_an_unusual_way_fits(string head) =>
        Assert.Equal(CheckOutcome.Consistent, Mails.Verdict(Signer.Sign(Mails.Plain, head: head), Keys).Check("dkim").Outcome);

    [Fact]
    public void From_must_be_signed_and_Subject_and_Date_should_be()
    {
        FileVerdict from = Mails.Verdict(Signer.Sign(Mails.Plain, h: "to:subject:date"), Keys);
        FileVerdict subject = Mails.Verdict(Signer.Sign(Mails.Plain, h: "from:to:date"), Keys);

        Assert.Equal(CheckOutcome.Inconsistent, from.Check("dkim").Outcome);
        Assert.Equal("from", Assert.Single(from.Conflicts).Evidence["header"]!.GetValue<string>());
        Assert.Equal(CheckOutcome.Consistent, subject.Check("dkim").Outcome);
        Conflict left = Assert.Single(subject.Conflicts);
        Assert.Equal("header-not-signed", left.Code);
        Assert.Equal("subject", left.Evidence["header"]!.GetValue<string>());
        Assert.Contains("subject", subject.Check("dkim").Evidence["unsigned_headers"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_body_hash_or_with_an_unknown_algorithm_the_body_is_not_testable()
    {
        string mail = Signer.Sign(Mails.Plain);
        FileVerdict missing = Mails.Verdict(mail.Replace("bh=", "nobh=", StringComparison.Ordinal), Keys);
        FileVerdict unknown = Mails.Verdict(mail.Replace("a=rsa-sha256", "a=rsa-sha512", StringComparison.Ordinal), Keys);

        Assert.Equal(CheckOutcome.NotTestable, missing.Check("dkim-body").Outcome);
        Assert.Equal(CheckOutcome.Inconsistent, missing.Check("dkim").Outcome);
        Assert.Equal(CheckOutcome.NotTestable, unknown.Check("dkim-body").Outcome);
        Assert.Equal(CheckOutcome.NotTestable, unknown.Check("dkim").Outcome);
    }

    [Fact]
    public void Every_signature_has_its_rows_and_the_topmost_is_0()
    {
        string mail = Signer.Other().Sign(Signer.Sign(Mails.Plain), head: "v=1; d=list.example.net; s=other; ");

        FileVerdict verdict = Mails.Verdict(mail, Keys);

        Assert.Equal([CheckOutcome.NotTestable, CheckOutcome.Consistent], verdict.Checks.Where(check => check.Name == "dkim").Select(check => check.Outcome));
        Assert.Equal([0, 1], verdict.Checks.Where(check => check.Name == "dkim-body").Select(check => check.Evidence["signature"]!.GetValue<int>()));
        Assert.Empty(verdict.Conflicts); // One of the two is of the domain in From.
    }

    [Fact]
    public void A_signature_of_another_owner_is_not_aligned_and_one_of_a_subdomain_is()
    {
        string mail = Mails.Plain.Replace("sender@example.org", "sender@mail.example.co.uk", StringComparison.Ordinal);

        Assert.Equal(["not-aligned"], Mails.Verdict(Signer.Sign(mail, head: "v=1; d=other.co.uk; s=sel; ")).Codes());
        Assert.Empty(Mails.Verdict(Signer.Sign(mail, head: "v=1; d=news.example.co.uk; s=sel; ")).Conflicts);
    }

    [Fact]
    public void Every_row_says_what_it_does_not_show()
    {
        foreach (string mail in (string[])[Mails.Plain, Signer.Sign(Mails.Plain), Signer.Sign(Mails.Plain) + "x", "no mail at all", "DKIM-Signature: ;;;\r\n\r\n"])
        {
            FileVerdict verdict = Mails.Verdict(mail, Keys);
            Assert.All(verdict.Checks, check => Assert.True(check.Detail.Length > 10 && check.DoesNotShow.Length > 10, check.Name));
            Assert.All(verdict.Conflicts, conflict => Assert.True(conflict.Detail.Length > 10, conflict.Code));
            Assert.True(verdict.Summary.Length > 10);
        }
    }

    [Fact]
    public void A_thousand_signatures_with_a_limit_each_cost_no_more_than_a_few()
    {
        string many = string.Concat(Enumerable.Range(0, 1000).Select(i => $"DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=sel; h=from; l={i.ToString(CultureInfo.InvariantCulture)}; bh=AAAA; b=AAAA\r\n"));

        FileVerdict verdict = Mails.Verdict(many + Mails.Plain, Keys);

        Assert.Equal(32, verdict.Checks.Count(check => check.Name == "dkim"));
    }
}
