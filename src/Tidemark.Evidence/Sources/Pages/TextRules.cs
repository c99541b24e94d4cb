using System.Text.RegularExpressions;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// Lines that are no body text by their words alone, whoever puts them there: a rule has the most words a block may have, a reason, and an
/// expression that is matched without case from the start of the block.
/// </summary>
/// <remarks>
/// The expressions are compiled with the program: building sixteen automata at every start cost more than reading ten pages. They backtrack,
/// and so only blocks of at most <see cref="LongestBlock"/> characters are looked at.
/// </remarks>
internal static partial class TextRules
{
    private const int LongestBlock = 1000;
    private const RegexOptions Form = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly (int Most, string Reason, Regex Words)[] Rules =
    [
        (30, "share", Share()),
        (40, "newsletter", Newsletter()),
        (60, "newsletter", Newsletter2()),
        (25, "related", Related()),
        (30, "advertisement", Advertisement()),
        (60, "advertisement", Advertisement2()),
        (30, "comments", Comments()),
        (40, "caption", Caption()),
        (14, "meta", Meta()),
        (14, "meta", Meta2()),
        (90, "copyright", Copyright()),
        (60, "copyright", Copyright2()),
        (60, "consent", Consent()),
        (60, "donation", Donation()),
        (40, "contact", Contact()),
        (60, "script", Script()),
    ];

    private static readonly int MostWords = Rules.Max(rule => rule.Most);

    /// <summary>The reason for which a line is no body text, or null.</summary>
    public static string? Of(string text, int words)
    {
        if (words > MostWords || text.Length > LongestBlock)
        {
            return null;
        }
        foreach ((int most, string reason, Regex rule) in Rules)
        {
            if (words <= most && rule.IsMatch(text))
            {
                return reason;
            }
        }
        return null;
    }

    [GeneratedRegex(@"^(?:(share|tweet|pin|email|print|whatsapp|facebook|twitter|linkedin|reddit|telegram|copy link|share (this|on|via|with|to)\b.*|(share|email|print|save) (this )?(article|story|post|page).*|[\d.,km]+ shares?|(share|tweet|pin|e-?mail|print|whatsapp|facebook|twitter|linkedin|reddit|\W)+)$)", Form)]
    private static partial Regex Share();

    [GeneratedRegex(@"^(?:(sign up|subscribe|get (the|our|all|your|free|daily|breaking|more)\b.*\b(newsletter|inbox|alerts?|e-?mail)|join (our|the)\b.*\b(newsletter|list|community|telegram|whatsapp)|(daily|weekly|free) newsletter|(keep|stay) (up to date|informed|in the know|connected)|start your day with|never miss|download (the|our) .{0,30}\bapp\b|click here to (get|subscribe|sign|download|join)|get the .{0,30}\bapp\b$|enter your e-?mail|your e-?mail address|by (signing|submitting|subscribing|clicking|entering)|thank(s| you) for (subscribing|signing)|abonnieren sie|jetzt anmelden|suscríb|suscrib|abonnez|inscrivez|iscriviti|assine|подпи(ш|с)))", Form)]
    private static partial Regex Newsletter();

    [GeneratedRegex(@"^(?:.{0,160}\b(sign up (for|to) (our|the|this|its|your)\b.{0,80}|subscribe (to|now|today)\b.{0,80}|delivered (straight |right |directly )?to your inbox|(our|the|free|daily|weekly) (e-?mail )?newsletters?\b.{0,60}(inbox|sign up|subscribe|here|today|e-?mail)))", Form)]
    private static partial Regex Newsletter2();

    [GeneratedRegex(@"^(?:(read (more|also|next|on|the full|full)|see (also|more|related)|also (read|see)|more (on|from|about|like|stories|news|to read)|related( (news|stories|articles?|posts?|content|topics?|links?|coverage|reading))?|recommended( for you)?|you (may|might|could) (also )?(like|enjoy|be interested)|don'?t miss|must[- ]reads?|watch( (now|more|the video|the latest|live|this|below|:)|:|$)|listen( now|:)|trending( now)?|most (read|popular|viewed)|popular (now|stories)|up next|latest (news|stories)|explore more|continue reading|keep reading|click (here )?to read|click here|view (all|more|comments|gallery)|in (pictures|pics)|what to read next|further reading|top stories|editors?'? picks?|lesen sie (auch|mehr)|mehr zum thema|auch interessant|das könnte|lesen sie|leer más|lea (también|más)|te puede interesar|também|você pode gostar|você também|quizás|potrebbe|vous aimerez|das könnte|ver también|à lire (aussi)?|lire (aussi|également|la suite)|leggi anche|leia (também|mais)|veja também|lees (ook|meer)|читайте (также|ещё|еще)|смотрите также)\b.*)", Form)]
    private static partial Regex Related();

    [GeneratedRegex(@"^(?:(advert(isement|isment|orial)?|ads?|sponsored( content)?|promoted|anzeige|werbung|publicidad|publicité|pubblicità|publicidade|реклама|story continues( below)?( advertisement)?|article continues (below|after).*|scroll (down )?to continue.*|continue reading below|advertisement[\s\W]+.*|loading\.*|skip (ad|advert.*|to .*)|.{0,40}may (earn|receive) an? (affiliate )?commission.*)$)", Form)]
    private static partial Regex Advertisement();

    [GeneratedRegex(@"^(?:.{0,120}\b(affiliate (links?|commission|advertising)|we may (earn|receive) a .{0,20}commission|paid (post|partnership)))", Form)]
    private static partial Regex Advertisement2();

    [GeneratedRegex(@"^(?:((\d+ )?(comments?|replies)( \(?\d+\)?)?|(leave|post|add|write|view|show|see|join|read) (a|your|the|all|\d+)? ?(comments?|reply|conversation|discussion).*|comments? (are|is|have been) (closed|off|disabled).*|what do you think\??.*|have your say.*|log ?in to .*|kommentare?( \d+)?|comentarios?|commentaires?|commenti|comentários|добавить (отзыв|комментарий)|комментари.*|no comments( yet)?|reply|report abuse)$)", Form)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^(?:(photo(graph)?( credit| by| courtesy|:|s:)|image( credit| source| by| courtesy|:|s:)|picture( credit|:)|credit:|credits:|pic:|video:|foto:|fotos:|bild:|quelle:|source: |crédit|fuente:|©|\(?(photo|image|picture|foto)\b.{0,60}\b(getty|reuters|afp|ap|shutterstock|wikimedia|epa|istock)\b|.{0,160}[(/|] ?(getty( images)?|reuters|afp|shutterstock|epa|istock(photo)?|ap photo.*|ap)( images)?\)?\.?$|image copyright|media caption|file photo|enlarge|hide caption|toggle caption))", Form)]
    private static partial Regex Caption();

    [GeneratedRegex(@"^(?:((first )?published( (on|at|in))?:?|(last )?(updated|modified|edited)( (on|at))?:?|posted( (on|at|by|in))?:?|created:?|date:|by:?|written by|author:|reported by|story by|von|por|par|di|автор:|дата:|veröffentlicht|aktualisiert|publicado|actualizado|publié|mis à jour|pubblicato|aggiornato|опубликовано|filed under|tags?:|topics?:|categor(y|ies):|source:|sources:|etiquetas:|schlagw(o|ö)rter:|теги:|метки:|\d+ ?min(ute)?s? (read|ago|lesezeit).*|(\d+|an?|one) (hours?|days?|weeks?|minutes?|months?) ago|estimated reading time.*|reading time.*|\d+ views?|key points$|in this article:?.*|table of contents|contents$|listen to (this )?article.*|this article is more than .*|breaking news$|editor'?s note:?$)\b)", Form)]
    private static partial Regex Meta();

    [GeneratedRegex(@"^(?:((mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?((jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(st|nd|rd|th)?,? ?(\d{4})?|\d{1,2}(st|nd|rd|th)?\.? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|ene|abr|ago|dic|janv|févr|juin|juil|août|déc|gen|mag|giu|lug|set|ott|fev|out|dez)[a-zéûäç]*\.?,?( (de )?\d{4})?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})([\s,|·•–—-]|at|um|uhr|am|pm|a\.m\.|p\.m\.|est|edt|et|pst|pdt|pt|cet|gmt|bst|utc|ist|\d|:|\.)*$)", Form)]
    private static partial Regex Meta2();

    [GeneratedRegex(@"^(?:(©|\(c\) |copyright\b|all rights reserved|alle rechte vorbehalten|todos los derechos|tous droits|this material may not be published))", Form)]
    private static partial Regex Copyright();

    [GeneratedRegex(@"^(?:.{0,240}\b(all rights reserved|reproduction (in whole|without|is)|may not be (published|reproduced)|click here for reprint))", Form)]
    private static partial Regex Copyright2();

    [GeneratedRegex(@"^(?:.{0,100}\b(uses? cookies|use of cookies|cookie (policy|settings|preferences)|privacy (policy|notice)|terms of (use|service)|verwendet cookies|utiliza cookies|utilise des cookies))", Form)]
    private static partial Regex Consent();

    [GeneratedRegex(@"^(?:(dear readers?\b|support (our|us|independent)|donate\b|become a (member|subscriber|patron)|help us (keep|continue)|if you (value|like|enjoy|enjoyed|appreciate)(d)? (our|this|the)|please (consider|support|donate)))", Form)]
    private static partial Regex Donation();

    [GeneratedRegex(@"^(?:(follow (us|him|her|me|them|@|\w+ (\w+ )?(\w+ )?on (twitter|facebook|instagram|x|linkedin))|(e-?mail|contact|write to|reach) (him|her|them|us|me|the (author|writer|editor|reporter))\b|got a (tip|story|news)|have (a|you got a) (tip|story|news)|like us on|find us on|send (us|your) (tips?|news)|do you (know more|have)\b.{0,60}(tip|story|contact)|contact (us|the)\b|for more information,? (please )?(visit|contact|call|go to)|.{0,100}\bon (twitter|facebook|instagram) ?(@\w+|here)?[.:]?$|\W*@\w+\W*$|[\w.+-]+@[\w-]+\.[\w.]+$))", Form)]
    private static partial Regex Contact();

    [GeneratedRegex(@"^(?:(please enable (javascript|cookies)|(javascript|your browser)\b.{0,40}\b(disabled|not support|does ?n.t|required)|something went wrong|this video (is (not|un)|can ?n.t|cannot|has been removed)|unable to (load|play)|close( ad)?$|×$|✕$|an error (has )?occurred))", Form)]
    private static partial Regex Script();
}
