using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Resolution;

/// <summary>
/// Says who a noun phrase is. Names are cut out of it ("its campaign manager, Jorun Hask," is Jorun Hask); descriptions lead to whom the
/// article described so before; pronouns to the speaker before. Where nothing is explicit the words themselves stay.
/// </summary>
internal sealed class Speakers(EntityBook book)
{
    /// <summary>Speakers so far, the last first.</summary>
    private readonly List<Entity> _spoken = [];

    public void Spoke(Entity entity) => _spoken.Add(entity);

    public Entity? LastSpeaker => _spoken.Count > 0 ? _spoken[^1] : null;

    /// <summary>Who this phrase is.</summary>
    public Entity Of(Passage passage, NounPhrase phrase)
    {
        int first = phrase.First;
        int last = Math.Min(phrase.Last, passage.Count - 1);
        while (last > first && passage.KindAt(last) is TokenKind.Comma or TokenKind.Dash)
        {
            last--;
        }
        int at = passage.Tokens[first].Start;
        if (phrase.Relative)
        {
            return Antecedent(passage, first) is { } before ? Of(passage, before) : Raw(passage, first, last);
        }
        if (first == last && passage.Has(first, WordClass.SubjectPronoun | WordClass.ObjectPronoun) && !passage.Has(first, WordClass.Proper | WordClass.NumberWord))
        {
            return Pronoun(passage, first) ?? Raw(passage, first, last);
        }
        int head = HeadEnd(passage, first, Math.Min(phrase.HeadLast, last));
        if (Quoted(passage, first, last) is { } alias)
        {
            return alias;
        }
        if ((Called(passage, first, head) ?? (head + 4 < last && passage.KindAt(head + 1) == TokenKind.Comma && Name(passage, first, head) is null ? Called(passage, head + 2, last) : null)) is { } called)
        {
            return called;
        }
        if (Joint(passage, head, last, Math.Min(phrase.Last, passage.Count - 1)))
        {
            return Raw(passage, first, last);
        }
        // A name in the head, or else in the apposition.
        if (Name(passage, first, head) is { } named)
        {
            Entity entity = Named(passage, first, named);
            if (head < last && passage.KindAt(head + 1) == TokenKind.Comma)
            {
                entity.Role ??= RoleText(passage, head + 2, last);
                entity.Of ??= Holder(passage, head + 2, last, entity);
            }
            return entity;
        }
        if (head < last && passage.KindAt(head + 1) == TokenKind.Comma && Name(passage, head + 2, Segment(passage, head + 2, last)) is { } apposed && (apposed.First == head + 2 || apposed.Last == Segment(passage, head + 2, last)) && PersonHead(passage, first, head))
        {
            Entity entity = Named(passage, apposed.First, apposed);
            entity.Kind = ApposedKind(passage, RoleNoun(passage, first, head), entity);
            entity.KindStated = true;
            string role = RoleText(passage, first, head)!;
            entity.Role = role;
            book.AddType(entity, Lower(passage, RoleNoun(passage, first, head)));
            entity.Of ??= Owner(passage, first) is { } owner && owner != entity ? owner : Holder(passage, first, head, entity);
            return entity;
        }
        return Description(passage, first, head, at);
    }

    // "ODNI, FBI and CISA said": what several say together is said by none of them alone. An apposition ("Hask, the mayor and owner,") is
    // closed by a comma before the verb, a list of names is not.
    private static bool Joint(Passage passage, int head, int last, int end)
    {
        if (head + 3 > last || passage.KindAt(head + 1) != TokenKind.Comma || passage.KindAt(end) == TokenKind.Comma || !passage.Has(head, WordClass.Proper))
        {
            return false;
        }
        int i = head + 2;
        while (i < last && (passage.Has(i, WordClass.Proper | WordClass.Determiner) || passage.KindAt(i) == TokenKind.Comma) && !passage.Has(i, WordClass.Conjunction))
        {
            i++;
        }
        return i > head + 2 && i < last && passage.Has(i, WordClass.Conjunction) && passage.Has(i - 1, WordClass.Proper) | passage.KindAt(i - 1) == TokenKind.Comma
            && passage.Has(i + 1, WordClass.Proper | WordClass.Determiner);
    }

    // "The sender, who calls himself “Libero”,"
    private Entity? Quoted(Passage passage, int first, int last)
    {
        for (int i = first + 2; i < last; i++)
        {
            if (passage.KindAt(i) != TokenKind.OpenQuote || Array.IndexOf(passage.Language.Phrases("alias-links"), passage.IsWord(i - 1) ? passage.Written(i - 1).ToString().ToLowerInvariant() : "") < 0)
            {
                continue;
            }
            int close = i + 1;
            while (close < last && passage.KindAt(close) != TokenKind.CloseQuote)
            {
                close++;
            }
            if (close - i > 5)
            {
                return null;
            }
            int start = passage.Has(first, WordClass.Determiner) ? first + 1 : first;
            Entity entity = book.Described(passage.Cut(start, Math.Min(close, last)), Lower(passage, start), HopKind.Person, passage.Tokens[first].Start);
            entity.Named = true;
            Alias = entity;
            return entity;
        }
        return null;
    }

    // "A hacker group calling itself Grey Lantern", "a man known as Hollow".
    private Entity? Called(Passage passage, int first, int head)
    {
        for (int i = first + 2; i < head; i++)
        {
            if (passage.Has(i + 1, WordClass.Proper) && passage.IsWord(i) && Array.IndexOf(passage.Language.Phrases("alias-links"), passage.Written(i).ToString().ToLowerInvariant()) >= 0
                && (passage.Has(i, WordClass.ObjectPronoun) ? passage.Is(i - 1, "calling") || passage.Has(i - 1, WordClass.Gerund) : !passage.Is(i, "as") || passage.Is(i - 1, "known")))
            {
                Entity entity = book.Named(passage.Cut(i + 1, Names.End(passage, i + 1, head + 1)), passage.Tokens[first].Start);
                int noun = first;
                while (noun < i && !passage.Has(noun, WordClass.Role | WordClass.Organisation | WordClass.Outlet))
                {
                    noun++;
                }
                if (noun < i)
                {
                    entity.Kind = passage.Has(noun, WordClass.Organisation) ? HopKind.Body : passage.Has(noun, WordClass.Outlet) ? HopKind.Outlet : HopKind.Person;
                    entity.KindStated = true;
                    book.AddType(entity, Lower(passage, noun));
                }
                return entity;
            }
        }
        return null;
    }

    private static HopKind ApposedKind(Passage passage, int noun, Entity entity) =>
        entity.KindStated ? entity.Kind
        : passage.Has(noun, WordClass.Outlet) ? HopKind.Outlet
        : passage.Has(noun, WordClass.Agency) ? HopKind.Agency
        : passage.Has(noun, WordClass.Organisation) && !passage.Has(noun, WordClass.Role) ? HopKind.Body
        : HopKind.Person;

    private static bool PersonHead(Passage passage, int first, int head)
    {
        for (int i = first; i <= head; i++)
        {
            if (passage.Has(i, WordClass.Document) && !passage.Has(i, WordClass.Role))
            {
                return false;
            }
        }
        return true;
    }

    // "The memo, quoted by the newspaper,": the head ends at the comma; "Two people familiar with the files" has none.
    private static int HeadEnd(Passage passage, int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            if (passage.KindAt(i) is TokenKind.Comma or TokenKind.OpenBracket or TokenKind.Dash && i > first)
            {
                return i - 1;
            }
        }
        return last;
    }

    private static int Segment(Passage passage, int first, int last)
    {
        int i = first;
        while (i < last && passage.KindAt(i + 1) is not (TokenKind.Comma or TokenKind.OpenBracket or TokenKind.Dash))
        {
            i++;
        }
        return i;
    }

    /// <summary>The proper name a phrase ends in or consists of; null for "The government of Sarvenia" and "Litora’s lawyer".</summary>
    private static NounPhrase? Name(Passage passage, int first, int last)
    {
        // A relative clause or a preposition ends the head.
        int stop = last;
        for (int i = first; i <= last; i++)
        {
            bool binds = passage.Is(i, "of") && passage.Has(i - 1, WordClass.Proper) && passage.Has(i - 1, WordClass.Organisation);
            if (passage.Has(i, WordClass.Relative) && i > first && !passage.Has(i, WordClass.Proper) || (passage.Has(i, WordClass.Preposition | WordClass.Gerund) && i > first && !passage.Has(i, WordClass.Proper) && !binds && !Connected(passage, i)))
            {
                stop = i - 1;
                break;
            }
            if (passage.Has(i, WordClass.Conjunction) && i > first && !passage.Has(i, WordClass.Proper) && !passage.Is(i, "&"))
            {
                return null;
            }
        }
        int start = stop;
        if (!passage.Has(stop, WordClass.Proper) || !passage.IsWord(stop) || passage.Has(stop, WordClass.Weekday))
        {
            return null;
        }
        while (start > first && (passage.Has(start - 1, WordClass.Proper) && passage.IsWord(start - 1) || (Connected(passage, start - 1) && start - 2 >= first && passage.Has(start - 2, WordClass.Proper))
            || (passage.Is(start - 1, "of") && start - 2 >= first && passage.Has(start - 2, WordClass.Proper) && passage.Has(start - 2, WordClass.Organisation))))
        {
            start--;
        }
        while (start < stop && passage.Has(start, WordClass.PersonTitle))
        {
            start++;
        }
        // "Kestria’s Transport Ministry", "Gov. Hask"
        if (start > first && passage.Has(start - 1, WordClass.Contraction))
        {
            return null;
        }
        return new NounPhrase(start, stop);
    }

    private static bool Connected(Passage passage, int i) =>
        passage.IsWord(i) && i > 0 && passage.Has(i - 1, WordClass.Proper) && passage.Has(i + 1, WordClass.Proper) && !passage.Is(i, "of") && !passage.Has(i, WordClass.Preposition)
        && Array.Exists(passage.Language.Phrases("name-connectors"), connector => passage.Written(i).SequenceEqual(connector));

    private Entity Named(Passage passage, int phrase, NounPhrase name)
    {
        int start = name.First;
        // "Foreign Ministry spokeswoman Petra Alvane": what stands in front in lower case says what she is. A run of capitals with a
        // role in it ("Senator Jorun Hask", "Interior Minister Jorun Hask") ends its role there.
        for (int i = name.First; i < name.Last; i++)
        {
            if (passage.Has(i, WordClass.Role) && passage.Has(i, WordClass.Proper))
            {
                start = i + 1;
            }
        }
        string text = passage.Cut(start, name.Last);
        Entity entity = book.Named(text, passage.Tokens[start].Start);
        if (start > phrase && entity.Role is null)
        {
            entity.Role = RoleText(passage, phrase, start - 1);
            if (passage.Has(start - 1, WordClass.Role) && passage.IsWord(start - 1))
            {
                book.AddType(entity, Lower(passage, start - 1));
            }
        }
        if (start > phrase && !entity.KindStated)
        {
            int noun = start - 1;
            entity.Kind = passage.Has(noun, WordClass.Outlet) ? HopKind.Outlet : passage.Has(noun, WordClass.Agency) ? HopKind.Agency : passage.Has(noun, WordClass.Role) ? HopKind.Person : entity.Kind;
            entity.KindStated = passage.Has(noun, WordClass.Outlet | WordClass.Agency | WordClass.Role);
        }
        return entity;
    }

    private static string? RoleText(Passage passage, int first, int last)
    {
        while (first <= last && passage.Has(first, WordClass.Determiner | WordClass.Possessive) && passage.IsWord(first))
        {
            first++;
        }
        return first <= last && !(passage.Has(first, WordClass.Relative) && passage.IsWord(first)) ? passage.Cut(first, last) : null;
    }

    private static string Lower(Passage passage, int i) => passage.Written(i).ToString().ToLowerInvariant();

    // The head of a phrase: before the first preposition, and the word that says what it is where there is one.
    private static int RoleNoun(Passage passage, int first, int last)
    {
        int end = last;
        for (int i = first + 1; i <= last; i++)
        {
            if ((passage.Has(i, WordClass.Preposition | WordClass.Relative) && !passage.Has(i, WordClass.Proper)) || passage.KindAt(i) is TokenKind.Comma or TokenKind.OpenBracket)
            {
                end = i - 1;
                break;
            }
        }
        for (int i = end; i >= first; i--)
        {
            if (passage.Has(i, WordClass.Role | WordClass.Organisation | WordClass.Outlet | WordClass.Agency | WordClass.Document) && !passage.Has(i, WordClass.Proper) && !passage.Has(i + 1, WordClass.Contraction))
            {
                return i;
            }
        }
        return end;
    }

    private Entity? Owner(Passage passage, int first)
    {
        if (!passage.Has(first, WordClass.Possessive))
        {
            return null;
        }
        bool thing = passage.Is(first, "its") || passage.Is(first, "their");
        return thing ? LastBody() : LastPersonSpoken();
    }

    /// <summary>"the authority’s director", "lawyer of Litora": whom a role belongs to, where the article has spoken of them.</summary>
    private Entity? Holder(Passage passage, int first, int last, Entity self)
    {
        for (int i = first + 1; i <= last; i++)
        {
            if (passage.Has(i, WordClass.Contraction) && passage.IsWord(i - 1))
            {
                Entity? owner = passage.Has(i - 1, WordClass.Proper) ? book.ByName(passage.Cut(NameStart(passage, first, i - 1), i - 1)) : book.ByType(Lower(passage, i - 1));
                return owner == self ? null : owner;
            }
            if (passage.Is(i, "of") && i < last && passage.Has(i + 1, WordClass.Proper))
            {
                Entity? owner = book.ByName(passage.Cut(i + 1, Names.End(passage, i + 1, last + 1)));
                return owner == self ? null : owner;
            }
        }
        return null;
    }

    private static int NameStart(Passage passage, int first, int last)
    {
        while (last > first && passage.Has(last - 1, WordClass.Proper) && passage.IsWord(last - 1))
        {
            last--;
        }
        return last;
    }

    private Entity? LastBody()
    {
        for (int i = _spoken.Count - 1; i >= 0 && i > _spoken.Count - 8; i--)
        {
            if (_spoken[i].Kind != HopKind.Person && _spoken[i].Kind != HopKind.Document)
            {
                return _spoken[i];
            }
        }
        return book.LastBody;
    }

    private Entity? LastPersonSpoken()
    {
        for (int i = _spoken.Count - 1; i >= 0 && i > _spoken.Count - 8; i--)
        {
            if (_spoken[i] is { Kind: HopKind.Person, Named: true })
            {
                return _spoken[i];
            }
        }
        return book.LastPerson;
    }

    private Entity? Pronoun(Passage passage, int i)
    {
        if (passage.Is(i, "it"))
        {
            for (int k = _spoken.Count - 1; k >= 0 && k > _spoken.Count - 8; k--)
            {
                if (_spoken[k].Kind is not (HopKind.Person or HopKind.Group) && !_spoken[k].Plural)
                {
                    return _spoken[k];
                }
            }
            return null;
        }
        if (passage.Is(i, "they"))
        {
            for (int k = _spoken.Count - 1; k >= 0 && k > _spoken.Count - 5; k--)
            {
                if (_spoken[k].Kind is HopKind.Group || _spoken[k].Plural)
                {
                    return _spoken[k];
                }
            }
            return LastSpeaker;
        }
        if (passage.Is(i, "he") || passage.Is(i, "she"))
        {
            int gender = passage.Is(i, "she") ? 2 : 1;
            Entity? recent = null;
            for (int k = _spoken.Count - 1; k >= 0 && k > _spoken.Count - 8; k--)
            {
                if (_spoken[k].Kind == HopKind.Person && (_spoken[k].Gender == 0 || _spoken[k].Gender == gender))
                {
                    recent = _spoken[k];
                    break;
                }
            }
            Entity? mentioned = book.LastPerson is { } person && (person.Gender == 0 || person.Gender == gender) ? person : null;
            Entity? found = recent ?? mentioned;
            if (found is not null && found.Gender == 0)
            {
                found.Gender = gender;
            }
            return found;
        }
        return null;
    }

    /// <summary>The phrase a relative pronoun stands for.</summary>
    internal static NounPhrase? Antecedent(Passage passage, int relative)
    {
        int j = relative - 1;
        if (j >= 0 && passage.KindAt(j) is TokenKind.Comma or TokenKind.Dash)
        {
            j--;
        }
        if (j < 0 || !(passage.IsWord(j) || passage.KindAt(j) is TokenKind.CloseQuote or TokenKind.CloseBracket))
        {
            return null;
        }
        int begin = j;
        while (begin > 0 && j - begin < 10)
        {
            if (passage.Has(begin, WordClass.Determiner | WordClass.Possessive) && passage.IsWord(begin))
            {
                break;
            }
            int left = begin - 1;
            bool inside = passage.KindAt(left) is TokenKind.OpenQuote or TokenKind.CloseQuote or TokenKind.OpenBracket or TokenKind.CloseBracket || passage.Tokens[left].Quote >= 0
                || (passage.IsWord(left) && !(passage.Has(left, WordClass.Preposition) && !passage.Is(left, "of"))
                    && !passage.Has(left, WordClass.Conjunction | WordClass.Auxiliary | WordClass.Relative | WordClass.Subordinator | WordClass.SubjectPronoun & ~WordClass.Determiner)
                    && (passage.Has(left, WordClass.Determiner | WordClass.Possessive) || !Tagger.IsFinite(passage, left)));
            if (!inside)
            {
                break;
            }
            begin = left;
        }
        return new NounPhrase(begin, j);
    }

    private Entity Description(Passage passage, int first, int last, int at)
    {
        int start = first;
        bool definite = passage.Has(first, WordClass.Definite) || passage.Has(first, WordClass.Demonstrative);
        bool indefinite = passage.Has(first, WordClass.Indefinite);
        if ((definite || indefinite) && start < last)
        {
            start++;
        }
        int noun = RoleNoun(passage, start, last);
        string head = Lower(passage, noun);
        bool bare = noun == start && noun == last;
        // "the report", "the memo": the company whose report it is.
        if (passage.Has(noun, WordClass.Document) && !passage.Has(noun, WordClass.Role) && !passage.Has(noun, WordClass.Outlet))
        {
            Entity document = book.ByType(head) is { Kind: HopKind.Document } known && definite ? known : book.Described(Decapitalised(passage, start, last), head, HopKind.Document, at);
            if (document.Of is null && noun < last && passage.Has(noun + 1, WordClass.Agent) && Name(passage, noun + 2, last) is { } maker)
            {
                document.Of = Named(passage, noun + 2, maker);
            }
            return document.Of is { } owner ? owner : document;
        }
        if (passage.Has(first, WordClass.Possessive) && start == first && first < last && passage.IsWord(first))
        {
            Entity? owner = Owner(passage, first);
            string owned = passage.Cut(first + 1, last);
            Entity theirs = book.Described(owner is null ? owned : $"{owned} of {owner.Name}", head, passage.Has(noun, WordClass.Role) ? HopKind.Person : HopKind.Body, at);
            theirs.Plural = Tagger.PluralBefore(passage, noun);
            theirs.Of = owner;
            return theirs;
        }
        // "Kestria’s Transport Ministry", "Litora’s lawyer"
        for (int i = first + 1; i < last; i++)
        {
            if (passage.Has(i, WordClass.Contraction) && passage.Has(i - 1, WordClass.Proper))
            {
                string owned = passage.Cut(i + 1, last);
                int name = i - 1;
                while (name > first && passage.Has(name - 1, WordClass.Proper))
                {
                    name--;
                }
                string owner = passage.Cut(name, i - 1);
                Entity theirs = book.Described($"{owned} of {owner}", head, passage.Has(noun, WordClass.Role) && !passage.Has(noun, WordClass.Organisation) ? HopKind.Person : HopKind.Body, at);
                book.AddAlias(theirs, owned);
                theirs.Of = book.Named(owner, at);
                return theirs;
            }
        }
        string text = Decapitalised(passage, start, last);
        if (book.ByName(text) is { } before && !indefinite)
        {
            before.Last = at;
            return before;
        }
        if (definite && bare)
        {
            if (book.ByType(head) is { } described)
            {
                described.Last = at;
                return described;
            }
            if (Array.IndexOf(book.Language.Phrases("generic-persons"), head) >= 0 && Alias is { } alias)
            {
                return alias;
            }
            if (Array.IndexOf(book.Language.Phrases("loose-types"), head) >= 0 && Unstated() is { } unstated)
            {
                return unstated;
            }
        }
        if (bare && !definite && book.ByType(head) is { } plain && (head == "police" || plain.Name == "police"))
        {
            plain.Last = at;
            return plain;
        }
        bool several = Tagger.PluralBefore(passage, noun) || passage.Has(start, WordClass.NumberWord);
        HopKind kind = several ? HopKind.Group : passage.Has(noun, WordClass.Organisation) ? HopKind.Body : passage.Has(noun, WordClass.Outlet) ? HopKind.Outlet : passage.Has(noun, WordClass.Role) ? HopKind.Person : HopKind.Body;
        Entity entity = book.Described(text, head, kind, at);
        entity.Plural = several;
        return entity;
    }

    /// <summary>A person known by a name in quotation marks ("a person using the name “Martin”").</summary>
    public Entity? Alias { get; set; }

    // "The party" after one name of which the article has not said what it is.
    private Entity? Unstated()
    {
        for (int i = _spoken.Count - 1; i >= 0 && i > _spoken.Count - 40; i--)
        {
            if (_spoken[i] is { Named: true, KindStated: false, Kind: HopKind.Body })
            {
                return _spoken[i];
            }
        }
        return null;
    }

    private static string Decapitalised(Passage passage, int first, int last)
    {
        string text = passage.Cut(first, last);
        bool name = passage.Has(first, WordClass.Proper) && passage.Tokens[first].Word.Text.Length == 0;
        // "Channel 4" and "Ministry Council" keep their capital: what follows makes a name of the first word.
        bool capitals = first < last && (passage.Has(first + 1, WordClass.Number) || (passage.IsWord(first + 1) && passage.Has(first + 1, WordClass.Proper)));
        return name || capitals || text.Length < 2 || char.IsUpper(text[1]) ? text : char.ToLowerInvariant(text[0]) + text[1..];
    }

    private Entity Raw(Passage passage, int first, int last) =>
        book.Described(Decapitalised(passage, first, last), Lower(passage, last), HopKind.Body, passage.Tokens[first].Start);
}
