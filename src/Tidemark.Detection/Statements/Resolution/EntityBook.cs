using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Resolution;

/// <summary>
/// Whom the article has spoken of so far. Only what is explicit is put together: the same name, a surname after the full name, "the
/// firm" after the one firm, a role after its holder. Nothing is guessed from the world outside the article.
/// </summary>
internal sealed class EntityBook(Language language)
{
    private readonly Dictionary<string, Entity> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Entity> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entity> _byType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _synonyms = Synonyms(language);
    private readonly HashSet<string> _media = new(language.Phrases("media-words"), StringComparer.Ordinal);
    private readonly HashSet<string> _bodies = new(language.Phrases("body-words"), StringComparer.Ordinal);

    public Language Language { get; } = language;

    /// <summary>The last person, and the last of everything else, that was mentioned.</summary>
    public Entity? LastPerson { get; private set; }

    public Entity? LastBody { get; private set; }

    private static Dictionary<string, string[]> Synonyms(Language language)
    {
        var all = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (string group in language.Phrases("synonyms"))
        {
            string[] words = group.Split(' ');
            foreach (string word in words)
            {
                all[word] = all.TryGetValue(word, out string[]? before) ? [.. before, .. words] : words;
            }
        }
        return all;
    }

    public Entity? ByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The entity of this name, made if it is new.</summary>
    public Entity Named(string name, int at, HopKind? kind = null)
    {
        if (!_byName.TryGetValue(name, out Entity? entity))
        {
            string[] words = name.Split(' ');
            bool media = Array.Exists(words, word => _media.Contains(word.ToLowerInvariant()));
            bool body = Array.Exists(words, word => _bodies.Contains(word.ToLowerInvariant()));
            if (words.Length == 1 && _byWord.TryGetValue(name, out Entity? longer) && longer.Name.Contains(' ', StringComparison.Ordinal))
            {
                longer.Last = at;
                return longer;
            }
            entity = new Entity { Name = name, Named = true, Kind = media ? HopKind.Outlet : body || words.Length == 1 ? HopKind.Body : HopKind.Person, KindStated = media || body };
            _byName.Add(name, entity);
            if (words.Length > 1)
            {
                _byWord[words[^1]] = entity;
                _byWord.TryAdd(words[0], entity);
            }
            int of = name.IndexOf(" of ", StringComparison.Ordinal);
            if (of > 0)
            {
                AddAlias(entity, name[..of]);
            }
            if (body)
            {
                AddType(entity, words[0].Length > 0 && _bodies.Contains(words[^1].ToLowerInvariant()) ? words[^1].ToLowerInvariant() : Array.Find(words, word => _bodies.Contains(word.ToLowerInvariant()))!.ToLowerInvariant());
            }
        }
        entity.Last = at;
        if (kind is { } stated)
        {
            entity.Kind = stated;
            entity.KindStated = true;
        }
        if (entity.Kind == HopKind.Person)
        {
            LastPerson = entity;
        }
        return entity;
    }

    /// <summary>A body or person known by a description: "electoral board", "two people familiar with the files".</summary>
    public Entity Described(string name, string head, HopKind kind, int at)
    {
        if (!_byName.TryGetValue(name, out Entity? entity))
        {
            entity = new Entity { Name = name, Kind = kind, KindStated = true };
            _byName.Add(name, entity);
        }
        entity.Last = at;
        AddType(entity, head);
        return entity;
    }

    public void AddType(Entity entity, string type)
    {
        entity.Types.Add(type);
        _byType[type] = entity;
    }

    public void AddAlias(Entity entity, string alias) => _byName.TryAdd(alias, entity);

    /// <summary>"the firm", "the newspaper": the entity last spoken of by that word or one that stands for it.</summary>
    public Entity? ByType(string noun)
    {
        Entity? best = _byType.GetValueOrDefault(noun);
        if (best is null && _synonyms.TryGetValue(noun, out string[]? words))
        {
            foreach (string word in words)
            {
                if (_byType.TryGetValue(word, out Entity? other) && (best is null || other.Last > best.Last))
                {
                    best = other;
                }
            }
        }
        return best;
    }

    public bool IsMedia(string name) => Array.Exists(name.Split(' '), word => _media.Contains(word.ToLowerInvariant()));

    /// <summary>Takes in what a sentence names, before the statements in it are resolved.</summary>
    public void Read(Passage passage, Sentence sentence)
    {
        for (int i = sentence.First; i < sentence.End; i++)
        {
            if (passage.Has(i, WordClass.Proper) && passage.IsWord(i) && !passage.Has(i, WordClass.Weekday | WordClass.Month | WordClass.PersonTitle | WordClass.SubjectPronoun))
            {
                i = Math.Max(i, Name(passage, sentence, i));
            }
            else if (passage.Is(i, "police"))
            {
                Described("police", "police", HopKind.Body, passage.Tokens[i].Start);
            }
            else if (passage.Has(i, WordClass.Organisation | WordClass.Outlet | WordClass.Agency) && !passage.Has(i, WordClass.AnyVerb) && passage.IsWord(i) && !NameFollows(passage, i, sentence.End))
            {
                Description(passage, sentence, i);
            }
        }
    }

    private static bool NameFollows(Passage passage, int i, int end) => i + 1 < end && passage.Has(i + 1, WordClass.Proper) && passage.IsWord(i + 1);

    /// <summary>A run of capitalised words; returns its last token.</summary>
    private int Name(Passage passage, Sentence sentence, int first)
    {
        int last = Names.End(passage, first, sentence.End);
        string name = Names.Text(passage, first, last);
        if (name.Length == 0)
        {
            return last;
        }
        Entity entity = Named(name, passage.Tokens[first].Start);
        // "the weekly Brevet", "campaign manager Jorun Hask"
        int before = first - 1;
        if (passage.Has(before, WordClass.PersonTitle))
        {
            Person(entity, null, passage.Is(before, "mr.") || passage.Is(before, "mr") ? 1 : passage.Is(before, "mrs.") || passage.Is(before, "ms.") || passage.Is(before, "mrs") || passage.Is(before, "ms") ? 2 : 0);
        }
        else if (passage.IsWord(before) && before >= sentence.First && !passage.Has(before, WordClass.Preposition | WordClass.AnyVerb & ~WordClass.Base))
        {
            Stated(entity, passage, before);
        }
        // "Jorun Hask, the campaign manager", "Brevet, a weekly"
        if (passage.KindAt(last + 1) == TokenKind.Comma && passage.Has(last + 2, WordClass.Determiner | WordClass.Role | WordClass.Possessive | WordClass.Adjective) && !passage.Has(last + 2, WordClass.Relative))
        {
            for (int k = last + 2; k < Math.Min(sentence.End, last + 8) && passage.IsWord(k) && !(passage.Has(k, WordClass.Preposition) && !passage.Has(k, WordClass.Determiner)); k++)
            {
                if (passage.Has(k, WordClass.Role | WordClass.Outlet | WordClass.Agency | WordClass.Organisation) && !passage.Has(k, WordClass.Proper) && !passage.Has(k + 1, WordClass.Role | WordClass.Organisation | WordClass.Contraction))
                {
                    Stated(entity, passage, k);
                    break;
                }
            }
        }
        // "Ardmoor’s embassy"
        if (passage.Has(last + 1, WordClass.Contraction) && !passage.Has(last + 1, WordClass.Be))
        {
            int k = last + 2;
            while (k < sentence.End && passage.IsWord(k) && (passage.Has(k, WordClass.Proper | WordClass.Adjective) || passage.Has(k + 1, WordClass.Role | WordClass.Organisation)))
            {
                if (passage.Has(k, WordClass.Organisation | WordClass.Role))
                {
                    break;
                }
                k++;
            }
            if (k < sentence.End && passage.Has(k, WordClass.Organisation | WordClass.Outlet) && passage.IsWord(k))
            {
                string owned = passage.Cut(last + 2, k);
                Entity body = Described($"{owned} of {name}", passage.Tokens[k].Word.Text, HopKind.Body, passage.Tokens[first].Start);
                body.Of = entity;
                AddAlias(body, owned);
                return k;
            }
        }
        return last;
    }

    private static void Person(Entity entity, string? role, int gender)
    {
        entity.Kind = HopKind.Person;
        entity.KindStated = true;
        entity.Role ??= role;
        entity.Gender = gender != 0 ? gender : entity.Gender;
    }

    private void Stated(Entity entity, Passage passage, int noun)
    {
        string word = passage.Tokens[noun].Word.Text;
        if (word.Length == 0)
        {
            return;
        }
        HopKind? kind = passage.Has(noun, WordClass.Agency) ? HopKind.Agency : passage.Has(noun, WordClass.Outlet) ? HopKind.Outlet
            : passage.Has(noun, WordClass.Organisation) && !passage.Has(noun, WordClass.Role) ? HopKind.Body : passage.Has(noun, WordClass.Role) ? HopKind.Person : null;
        if (word == "agency" && noun > 0 && !passage.Has(noun - 1, WordClass.Determiner) && !passage.Is(noun - 1, "news"))
        {
            kind = HopKind.Body;
        }
        if (kind is not { } stated)
        {
            return;
        }
        entity.Kind = stated;
        entity.KindStated = true;
        AddType(entity, word);
        if (stated == HopKind.Person)
        {
            LastPerson = entity;
            entity.Role ??= word;
            entity.Gender = word.EndsWith("woman", StringComparison.Ordinal) ? 2 : word.EndsWith("man", StringComparison.Ordinal) ? 1 : entity.Gender;
        }
    }

    /// <summary>"the electoral board", "the Interior Ministry": a body without a name of its own.</summary>
    private void Description(Passage passage, Sentence sentence, int noun)
    {
        int first = noun;
        while (first > sentence.First && passage.IsWord(first - 1) && first > noun - 4 && !passage.Has(first - 1, WordClass.Determiner | WordClass.Possessive | WordClass.Preposition | WordClass.AnyVerb & ~WordClass.Participle & ~WordClass.Base | WordClass.Conjunction | WordClass.Contraction | WordClass.Adverb | WordClass.Time | WordClass.Number))
        {
            first--;
        }
        bool definite = passage.Has(first - 1, WordClass.Determiner) && first > sentence.First;
        bool of = passage.Is(noun + 1, "of") && passage.Has(noun + 2, WordClass.Proper) && noun + 2 < sentence.End;
        if ((first == noun && !of) || !definite)
        {
            return;
        }
        int last = of ? Names.End(passage, noun + 2, sentence.End) : noun;
        LastBody = Described(passage.Cut(first, last), passage.Tokens[noun].Word.Text, passage.Has(noun, WordClass.Outlet) ? HopKind.Outlet : HopKind.Body, passage.Tokens[first].Start);
    }
}
