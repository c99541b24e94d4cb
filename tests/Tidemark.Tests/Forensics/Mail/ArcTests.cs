using System.Text.RegularExpressions;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Mail;

public sealed class ArcTests
{
    private static readonly Signer Signer = new();
    private static readonly KeyArchive Keys = Mails.Keys((Signer.Txt(), "a"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_whole_chain_passes(int length)
    {
        Check arc = Mails.Verdict(Chain(length), Keys).Check("arc");

        Assert.Equal(CheckOutcome.Consistent, arc.Outcome);
        Assert.Equal("pass", arc.Evidence["cv"]!.GetValue<string>());
        Assert.Equal(length, arc.Evidence["instances"]!.GetValue<int>());
    }

    [Fact]
    public void Without_a_chain_there_is_nothing_to_test()
    {
        Check arc = Mails.Verdict(Mails.Plain, Keys).Check("arc");

        Assert.Equal(CheckOutcome.NotTestable, arc.Outcome);
        Assert.Equal("none", arc.Evidence["cv"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("ARC-Seal: i=2;", "ARC-Seal: i=3;")]
    [InlineData("ARC-Seal: i=1;", "ARC-Seal: i=0;")]
    [InlineData("cv=pass", "cv=none")]
    [InlineData("cv=none", "cv=pass")]
    [InlineData("cv=pass", "cv=fail")]
    [InlineData("ARC-Authentication-Results: i=1; mx.example.net; spf=pass", "ARC-Authentication-Results: i=1; mx.example.net; spf=fail")]
    [InlineData("ARC-Authentication-Results: i=1;", "ARC-Authentication-Results: mx; i=1;")]
    [InlineData("First  line", "Other line")]
    [InlineData("Subject: A", "Subject: B")]
    [InlineData("ARC-Message-Signature: i=1;", "X-Message-Signature: i=1;")]
    public void A_chain_that_was_changed_fails(string from, string to)
    {
        string chain = Chain(2);
        string changed = new Regex(Regex.Escape(from)).Replace(chain, to, 1);
        Assert.NotEqual(chain, changed);

        Check arc = Mails.Verdict(changed, Keys).Check("arc");

        Assert.Equal(CheckOutcome.Inconsistent, arc.Outcome);
        Assert.Equal("fail", arc.Evidence["cv"]!.GetValue<string>());
    }

    [Fact]
    public void A_chain_whose_keys_are_not_in_the_archive_accuses_nobody()
    {
        Check arc = Mails.Verdict(Chain(2)).Check("arc");

        Assert.Equal(CheckOutcome.NotTestable, arc.Outcome);
        Assert.Equal("fail", arc.Evidence["cv"]!.GetValue<string>());
    }

    [Fact]
    public void Fifty_one_sets_are_too_many() =>
        Assert.Equal("fail", Mails.Verdict(string.Concat(Enumerable.Range(1, 51).Select(i => $"ARC-Seal: i={i}; a=rsa-sha256; cv=pass\r\nARC-Message-Signature: i={i};\r\nARC-Authentication-Results: i={i}; x\r\n")) + Mails.Plain, Keys).Check("arc").Evidence["cv"]!.GetValue<string>());

    private static string Chain(int length)
    {
        string mail = Mails.Plain;
        var before = new List<string>();
        for (int i = 1; i <= length; i++)
        {
            string results = $"ARC-Authentication-Results: i={i}; mx.example.net; spf=pass";
            string signed = Signer.Sign(mail, head: $"i={i}; d=example.org; s=sel; ", name: "ARC-Message-Signature");
            before.AddRange([results, signed[..^(mail.Length + 2)]]);
            string seal = Signer.Seal(i, i == 1 ? "none" : "pass", before);
            before.Add(seal);
            mail = seal + "\r\n" + results + "\r\n" + signed;
        }
        return mail;
    }
}
