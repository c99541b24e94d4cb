using System.Text.Json;
using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Mail;

/// <summary>Against three independent verifiers and the public ARC suite. Third-party material: skipped where it is absent.</summary>
public sealed class GoldenMailTests
{
    [Fact]
    public void Every_outcome_on_which_three_verifiers_agree_is_ours()
    {
        string golden = Needed();
        KeyArchive keys = KeyArchive.Read(File.ReadAllBytes(Path.Combine(golden, "keys.json")), "keys.json").Value;
        JsonElement dkimpy = Json(golden, "dkimpy_verdicts.json"), mailauth = Json(golden, "mailauth_verdicts.json"), mimekit = Json(golden, "mimekit_verdicts.json");
        int agreed = 0, ours = 0;
        foreach (JsonProperty mail in dkimpy.EnumerateObject())
        {
            FileVerdict verdict = MailExaminer.Examine(File.ReadAllBytes(Path.Combine(golden, "mails", mail.Name)), keys, null);
            Check[] dkim = [.. verdict.Checks.Where(check => check.Name == "dkim")];
            Check[] bodies = [.. verdict.Checks.Where(check => check.Name == "dkim-body")];
            Assert.Equal(mail.Value.GetArrayLength(), dkim.Length);
            for (int i = 0; i < dkim.Length; i++)
            {
                JsonElement one = mail.Value[i];
                Assert.Equal(one.GetProperty("bh").GetBoolean(), bodies[i].Outcome == CheckOutcome.Consistent);
                bool pass = one.GetProperty("dkimpy").GetBoolean();
                bool second = mailauth.GetProperty(mail.Name)[i].GetProperty("result").GetString() == "pass";
                if (pass == second && pass == mimekit.GetProperty(mail.Name)[i].GetProperty("ok").GetBoolean())
                {
                    agreed++;
                    CheckOutcome wanted = !one.GetProperty("key").GetBoolean() ? CheckOutcome.NotTestable : pass ? CheckOutcome.Consistent : CheckOutcome.Inconsistent;
                    ours += dkim[i].Outcome == wanted ? 1 : 0;
                    Assert.True(dkim[i].Outcome == wanted, $"{mail.Name} signature {i}: {dkim[i].Detail}");
                }
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{ours} of {agreed} agreed outcomes");
        Assert.True(agreed > 40);
    }

    [Fact]
    public void No_mutant_that_must_fail_is_consistent_and_harmless_changes_raise_no_alarm()
    {
        string golden = Needed();
        KeyArchive keys = KeyArchive.Read(File.ReadAllBytes(Path.Combine(golden, "keys.json")), "keys.json").Value;
        foreach (JsonElement mutant in Json(golden, "mutants.json").EnumerateArray())
        {
            string file = mutant.GetProperty("file").GetString()!, expected = mutant.GetProperty("expected").GetString()!;
            FileVerdict verdict = MailExaminer.Examine(File.ReadAllBytes(Path.Combine(golden, "mutants", file)), keys, null);
            CheckOutcome[] dkim = [.. verdict.Checks.Where(check => check.Name == "dkim").Select(check => check.Outcome)];
            Assert.NotEmpty(dkim);
            if (expected.StartsWith("fail", StringComparison.Ordinal))
            {
                Assert.DoesNotContain(CheckOutcome.Consistent, dkim);
            }
            else if (expected == "same")
            {
                Assert.All(dkim, outcome => Assert.Equal(CheckOutcome.Consistent, outcome));
                Assert.Empty(verdict.Conflicts);
            }
            else
            {
                Assert.Contains("duplicate-header", verdict.Codes());
            }
        }
    }

    [Fact]
    public void The_public_suite_of_chains_is_judged_alike()
    {
        string golden = Needed();
        int all = 0;
        foreach (JsonElement scenario in Json(golden, "arc-validation.json").EnumerateArray())
        {
            var keys = new KeyArchive();
            foreach (JsonProperty txt in scenario.GetProperty("txt-records").EnumerateObject())
            {
                string[] name = txt.Name.Split("._domainkey.");
                keys.Add(KeyRecord.Read(name[0], name[1], txt.Value.GetString()!, "suite", ""));
            }
            foreach (JsonProperty test in scenario.GetProperty("tests").EnumerateObject())
            {
                // The suite leaves open what a chain is that says itself that it failed; RFC 8617, 5.2 says: failed.
                string wanted = test.Value.GetProperty("cv").GetString() is { Length: > 0 } cv ? cv.ToLowerInvariant() : "fail";
                FileVerdict verdict = MailExaminer.Examine(System.Text.Encoding.UTF8.GetBytes(test.Value.GetProperty("message").GetString()!), keys, null);
                Assert.True(wanted == verdict.Check("arc").Evidence["cv"]!.GetValue<string>(), $"{test.Name}: {verdict.Check("arc").Detail}");
                all++;
            }
        }
        Assert.True(all > 90);
    }

    private static JsonElement Json(string golden, string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(golden, file)));
        return document.RootElement.Clone();
    }

    private static string Needed()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string golden = Path.Combine(at.FullName, "shared", "golden", "forensics");
            if (Directory.Exists(golden))
            {
                return golden;
            }
        }
        Assert.Skip("needs the reference answers, which are third-party material");
        return "";
    }
}
