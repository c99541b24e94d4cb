using System.Globalization;
using Tidemark.Model;
using Tidemark.Publishing.Exchange;
using Tidemark.Publishing.Stix;

namespace Tidemark.Publishing.Misp.Writing;

/// <summary>
/// What of a case becomes an object: originals (template file), accounts (user-account), mails (email), findings, statements and judgements
/// (annotation, which refers to what it is about).
/// </summary>
internal static class MispObjectsOfCase
{
    public static List<MispObject> All(ExchangeContent content, DerivedUuid uuids)
    {
        var objects = new List<MispObject>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var accounts = new Dictionary<string, string>(StringComparer.Ordinal);
        string modified = MispExport.Seconds(content.Modified);
        foreach (ExchangeOriginal original in content.Originals)
        {
            var file = new Draft("file", original.Sha256, uuids);
            file.Add("sha256", "Payload delivery", original.Sha256);
            file.Add("filename", "Payload delivery", original.Name);
            file.Add("size-in-bytes", "Other", original.Size.ToString(CultureInfo.InvariantCulture));
            objects.Add(file.Done(MispExport.Seconds(original.Added)));
            files[original.Sha256] = file.Uuid;
        }
        foreach (string account in content.Accounts)
        {
            var draft = new Draft("user-account", account, uuids);
            draft.Add("user-id", "Other", account);
            objects.Add(draft.Done(modified));
            accounts[account] = draft.Uuid;
        }
        foreach (ExchangeMail mail in content.Mails)
        {
            if (Mail(mail, uuids) is { Empty: false } draft)
            {
                if (files.TryGetValue(mail.Sha256, out string? file))
                {
                    draft.Refer(file, "contained-by");
                }
                objects.Add(draft.Done(modified));
            }
        }
        foreach (ExchangeFinding found in content.Findings)
        {
            Finding finding = found.Finding;
            objects.Add(Annotation(
                "finding", finding.Id, $"Finding {finding.Id}\n\n{FindingText.Of(finding)}", found.Made,
                found.Accounts, finding.Inputs.Concat(finding.Evidence.Select(reference => reference.Sha256))));
        }
        var statements = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ExchangeStatement said in content.Statements)
        {
            MispObject note = Annotation(
                "statement", said.Key, $"{said.Abstract}\n\n{said.Content}\n\n{said.Author}", said.Made, said.Accounts, [said.Original]);
            statements[said.Key] = note.Uuid;
            objects.Add(note);
        }
        foreach (ExchangeJudgement judged in content.Judgements)
        {
            var draft = new Draft("annotation", $"judgement {judged.Key}", uuids);
            Fill(draft, "judgement", judged.Text, judged.Made);
            if (judged.Statement is { } about && statements.TryGetValue(about, out string? statement))
            {
                draft.Refer(statement, "annotates");
            }
            objects.Add(draft.Done(MispExport.Seconds(judged.Made)));
        }
        return objects;

        MispObject Annotation(string kind, string key, string text, UnixTime made, IEnumerable<string> about, IEnumerable<string> originals)
        {
            var draft = new Draft("annotation", $"{kind} {key}", uuids);
            Fill(draft, kind, text, made);
            foreach (string target in about.Select(account => accounts.GetValueOrDefault(account))
                .Concat(originals.Select(sha256 => files.GetValueOrDefault(sha256))).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                draft.Refer(target, "annotates");
            }
            return draft.Done(MispExport.Seconds(made));
        }
    }

    private static void Fill(Draft draft, string kind, string text, UnixTime made)
    {
        draft.Add("text", "Other", text);
        draft.Add("type", "Other", kind);
        draft.Add("creation-date", "Other", made.ToString());
    }

    private static Draft Mail(ExchangeMail mail, DerivedUuid uuids)
    {
        var draft = new Draft("email", string.Create(CultureInfo.InvariantCulture, $"{mail.Sha256} {mail.Number}"), uuids);
        draft.Add("subject", "Payload delivery", mail.Subject);
        Boxes("from", mail.From is null ? [] : [mail.From]);
        Boxes("to", mail.To);
        Boxes("cc", mail.Cc);
        draft.Add("send-date", "Other", mail.Date?.ToString());
        draft.Add("message-id", "Payload delivery", mail.MessageId);
        draft.Add("email-body", "Payload delivery", mail.IsMultipart ? null : mail.Body);
        return draft;

        void Boxes(string relation, IReadOnlyList<ExchangeMailbox> boxes)
        {
            foreach (ExchangeMailbox box in boxes)
            {
                if (StixForms.Mail().IsMatch(box.Address))
                {
                    draft.Add(relation, "Payload delivery", box.Address);
                }
                draft.Add(relation + "-display-name", "Payload delivery", box.Name);
            }
        }
    }

    /// <summary>An object being filled. Its types come from the template; values that are empty or not of the type's form stay out.</summary>
    private sealed class Draft(string template, string key, DerivedUuid uuids)
    {
        private readonly MispTemplate _template = MispTables.Named(template);
        private readonly List<MispAttribute> _attributes = [];
        private readonly List<MispReference> _references = [];
        private readonly HashSet<(string, string)> _told = [];

        public string Uuid { get; } = uuids.Of("misp object " + template, key);

        public bool Empty => _attributes.Count == 0;

        public void Add(string relation, string category, string? value)
        {
            TemplateRelation rule = _template.Relations[relation];
            if (!string.IsNullOrEmpty(value) && MispForms.Fits(rule.Type, value) && _told.Add((relation, value)))
            {
                _attributes.Add(new MispAttribute(
                    uuids.Of("misp object attribute", $"{template}\0{key}\0{relation}\0{value}"), rule.Type, category, value, relation));
            }
        }

        public void Refer(string target, string relationship) => _references.Add(new MispReference(
            uuids.Of("misp reference", $"{template}\0{key}\0{target}\0{relationship}"), target, relationship));

        public MispObject Done(string timestamp) => new(Uuid, _template, timestamp, _attributes) { References = _references };
    }
}
