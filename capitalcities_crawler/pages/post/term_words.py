"""How categories and tags are called, in the addresses, labels and classes of many languages."""

from __future__ import annotations

import re

CATEGORY_HREF = re.compile(
    r"/(?:category|categories|categor[iy]as?|catégories?|categorie|kategorien?|kategoria|kategori|kategorija|rubriken?|rubriques?|rubrik|cat|themen?|kategoriler|categoria|rubrika)/[^/]"
    r"|[?&](?:cat|category_name)=",
    re.IGNORECASE,
)
TAG_HREF = re.compile(
    r"/(?:tags?|post_tag|schlagw(?:ort|oerter|örter)|stichw(?:ort|orte)|etiquetas?|etiquettes?|mots?-cles?|tagi|etiket|label|keywords?|trefwoord|emneord|topics?)/[^/]"
    r"|[?&]tag=",
    re.IGNORECASE,
)
CATEGORY_LABEL = re.compile(
    r"filed\s*(?:under|in|to)|posted\s*(?:\w+\s*)?(?:in|under|to)|categor(?:y|ies|ized|ised)|published\s*in|listed\s*(?:in|under)|archived\s*(?:in|under)|stored\s*in|is in"
    r"|abgelegt\s*(?:unter|in)|kategorie[nr]?|veröffentlicht\s*(?:in|unter)|eingeordnet|einsortiert|gespeichert\s*unter|rubrik(?:en)?|geschrieben\s*in|thema"
    r"|class[ée]\s*(?:sous|dans)|cat[ée]gories?|publi[ée]\s*(?:dans|sous)|posté\s*dans|rubriques?|rangé\s*dans"
    r"|archivado\s*(?:en|bajo)|categor[ií]as?|publicado\s*(?:en|em)|guardado\s*en|arquivado\s*(?:em|sob)|postado\s*em|colocado\s*em"
    r"|archiviato\s*(?:in|sotto|come)|pubblicato\s*(?:in|su)|categorie|postato\s*in|inserito\s*in"
    r"|geplaatst\s*in|categorie(?:ën)?|gepubliceerd\s*in|gearchiveerd\s*onder|opgeslagen\s*onder"
    r"|kategori(?:er|a|e)?|publicerat\s*i|publisert\s*i|arkiverat\s*under|lagt\s*i|arkivert\s*under|udgivet\s*i|skrevet\s*i"
    r"|kategori[ea]|opublikowan[oey]\s*w|zamieszczon[oey]\s*w|рубрик[аи]|категори[яи]|опубликовано\s*в|kategoriler|kategorisi|yayınlandı",
    re.IGNORECASE,
)
TAG_LABEL = re.compile(
    r"tag(?:s|ged|ged\s*(?:with|as))?\b|keywords?|labels?\b|topics\b|schlag(?:wort|worte|wörter)|stich(?:wort|worte|wörter)|verschlagwortet|getaggt|schlüsselwörter"
    r"|mots?[-\s]cl[ée]s?|[ée]tiquettes?|[ée]tiquet[ée]|etiquetas?|etiquetado|palabras\s*clave|palavras-chave|marcado\s*(?:con|com)|parole\s*chiave|etichett[ae]|contrassegnato|taggato"
    r"|trefwoorden|getagd|etiketter|nyckelord|märkt|merket|stikord|emneord|tagi|tagów|otagowan\w*|słowa\s*kluczowe|метк[аи]|теги|тэги|etiketler|avainsan\w*|címkék|štítky",
    re.IGNORECASE,
)
CATEGORY_MARK = re.compile(
    r"^(?:cat-?links|(?:post|entry|meta)?[-_]?categor(?:y|ies)(?:[-_](?:links?|list|meta))?|td-category|cats?|entry-cats?|post-?cats?|filed(?:-under)?|posted-in|kategorie)$",
    re.IGNORECASE,
)
TAG_MARK = re.compile(
    r"^(?:tags?-?links|(?:post|entry|meta|article|single|td-post-source)?[-_]?(?:the)?[-_]?tags?(?:[-_](?:links?|list|meta|wrap))?|td-tags|tagged|taglist|schlagworte|taxonomy-post_tag|posttags)$",
    re.IGNORECASE,
)
