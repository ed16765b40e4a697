"""The words around an ingredient in a recipe line, per language: patterns, not names of food."""

BULLET = r"^[\s\-–—*•·▢☐✓]+(?=\S)"
KIND_WITH_DIGITS = r"\b(?:type|typ|tipo|t|نوع|رقم)\s?\d+\b|\b00\b|\d+(?:[.,]\d+)?\s?%|\b(?:omega|vitamin|e)[ -]?\d+\b"

OPTIONAL = {
    "en": r"optional(?:ly)?|if (?:you like|liked|desired)|as an option",
    "de": r"optional|wahlweise|nach Wunsch|falls gewünscht|wer mag|wer will",
    "it": r"facoltativ[oaie]|opzional[ei]|se piace|se gradit[oaie]",
    "es": r"opcional(?:es)?|si se desea|si gusta|si quieres",
    "fr": r"facultati(?:f|ve)s?|optionnel(?:le)?s?|en option|si désiré|si vous (?:le )?voulez",
    "zh": r"可选|可不放|可不加|可省略|随意添加|选用",
    "ar": r"[إا]ختياري[ةه]?|[إا]ختياريا|حسب الاختيار|(?:إن|ان|إذا|اذا) (?:رغبت|أردت|اردت|وجدت?)|عند الرغب[ةه]",
}
TO_TASTE = {
    "en": r"to (?:your )?taste|as needed|as required|to your liking|to season",
    "de": r"nach (?:Geschmack|Belieben|Bedarf|Gusto)|n\. ?B\.",
    "it": r"q\. ?b\.?|qb|quanto basta|a piacere|a gusto|al bisogno",
    "es": r"al gusto|a gusto|c/n|cantidad necesaria|c\. ?n\.|según (?:el )?gusto",
    "fr": r"(?:selon|à) (?:votre |le |son )?goût|au goût|à volonté|q\. ?s\.",
    "zh": r"适量|按口味|根据口味|依口味|随意|酌量",
    "ar": r"(?:على |ب)?حسب (?:ال)?(?:ذوق|رغب[ةه]|حاج[ةه]|مذاق|طلب)|عند (?:ال)?(?:حاج[ةه]|لزوم)|كمي[ةه] مناسب[ةه]",
}
SOME = {
    "en": r"some|a little(?: bit of)?|a few|a bit of|a splash of|a drizzle of|a knob of",
    "de": r"etwas|ein wenig|einige|ein paar|ein Schuss|einen Schuss|ein Spritzer|ein bisschen",
    "it": r"un po['’] d(?:i|el|ella|ello|['’])|un filo d['’]|un filo di|qualche|un goccio d(?:i|['’])",
    "es": r"un poco de|un poquito de|unas gotas de|algunos|algunas|un chorro de|un chorrito de",
    "fr": r"un peu d(?:e la|e l['’]|e|u|['’])|quelques|un filet d(?:e|['’])",
    "zh": r"少许|少量|一点|一些|若干|一点点|少许的",
    "ar": r"(?:ال)?قليلا?|بعض|بضع[ةه]?|شوي[ةه]?|كمي[ةه](?= من)|مقدار(?= من)",
}
ABOUT = {
    "en": r"about|approx(?:imately|\.)?|around|roughly|circa|ca\.?|generous|scant",
    "de": r"circa|ca\.?|etwa|ungefähr|rund|knapp|gut",
    "it": r"circa|ca\.?",
    "es": r"aproximadamente|aprox\.?|unos|unas|alrededor de|cerca de",
    "fr": r"environ|env\.?",
    "zh": r"大约|约|大概|左右",
    "ar": r"حوالي|حوالى|تقريبا|نحو|قراب[ةه]|ما يقارب",
}
JOINING = {
    "en": r"of the\b|of\b",
    "de": r"von der\b|vom\b|von\b",
    "it": r"di\b|del(?:la|lo|l['’])?(?:\b|(?<=['’]))|de(?:i|gli|lle)\b|d['’]",
    "es": r"de la\b|de los\b|del?\b",
    "fr": r"de la\b|de l['’]|de\b|du\b|des\b|d['’]",
    "zh": r"的",
    "ar": r"من\b",
}
OUT_OF = {
    "en": r"(?:finely )?(?:grated )?(?:juice|zest|rind|peel)(?: (?:and|&) (?:juice|zest|rind))? (?:of|from)",
    "de": r"(?:Saft|Abrieb|abgeriebene Schale|Schale)(?: und (?:Saft|Abrieb|Schale))? (?:von|aus)?",
    "it": r"(?:il )?(?:succo|scorza)(?: grattugiata)?(?: e (?:succo|scorza))? d(?:i|['’])",
    "es": r"(?:el )?(?:zumo|jugo|ralladura)(?: y (?:zumo|jugo|ralladura))? de",
    "fr": r"(?:le )?(?:jus|zeste)s?(?: et (?:le )?(?:jus|zeste))? d(?:e|['’])",
    "zh": r"",
    "ar": r"(?:عصير|برش|بشر|قشر)(?: و ?(?:عصير|برش|بشر|قشر))?(?: من)?",
}
PLUS = {"en": r"plus|and|\+|&", "de": r"plus|und|\+|&", "it": r"più|e|\+|&", "es": r"más|y|\+|&",
        "fr": r"plus|et|\+|&", "zh": r"加|\+", "ar": r"و|مع|زائد|\+|&"}
SIZE = {
    "en": r"(?:extra[- ])?(?:large|small|big)|medium(?:[- ]sized)?|heap(?:ed|ing)|rounded|level|packed|whole|generous"
          r"|scant|good",
    "de": r"(?:mittel)?gro(?:ß|ss)(?:e[rnms]?)?|klein(?:e[rnms]?)?|mittler(?:e[rnms]?)|gehäufte?[rnms]?"
          r"|gestrichene?[rnms]?|geh\.|gestr\.|knappe?[rnms]?|gute?[rnms]?",
    "it": r"grand[ei]|grosse?|gross[oaie]|piccol[oaie]|medi[oaie]|ras[oaie]|colm[oaie]|abbondant[ei]|scars[oaie]",
    "es": r"grandes?|pequeñ[oa]s?|median[oa]s?|colmad[oa]s?|rasas?|generos[oa]s?",
    "fr": r"grand(?:e|s|es)?|gros(?:se|ses)?|petit(?:e|s|es)?|moyen(?:ne|s|nes)?|bonnes?|rase?s?|bombée?s?",
    "zh": r"大|小|中等|满|平",
    "ar": r"كبير(?:[ةه]|ات|ان|ين|تان|تين)?|صغير(?:[ةه]|ات|ان|ين|تان|تين)?|متوسط(?:[ةه]|ات|ان|ين|تان|تين)?"
          r"|كبار|صغار|وسط|واحد[ةه]?|ممتلئ[ةه]?|مليان[ةه]?|مليئ[ةه]|مليء|ممسوح[ةه]|مسح|طافح[ةه]|تقريبا|كامل[ةه]?",
}
MEASURES = {
    "en": "handful handfuls head heads stalk stalks stick sticks sprig sprigs jar jars bottle bottles box boxes "
          "bag bags knob thumb ear ears leaf leaves sheet sheets block blocks ball balls fillet fillets drop drops "
          "cube cubes scoop scoops bowl glass glasses bar bars carton cartons tub tubs tube tubes strip strips "
          "wedge wedges loaf splash drizzle rib ribs punnet bulb bulbs",
    "de": "handvoll hand kopf köpfe stange stangen zweig zweige stiel stiele glas gläser flasche flaschen becher "
          "beutel blatt blätter würfel tropfen schuss spritzer kugel kugeln rispe knolle knollen schale schalen "
          "schachtel tafel tafeln riegel filet filets rolle rollen tube tuben netz stückchen streifen spritzer",
    "it": "manciata manciate cespo cespi gambo gambi costa coste rametto rametti foglia foglie vasetto vasetti "
          "bottiglia bottiglie bicchiere bicchieri cubetto cubetti goccia gocce panetto panetti noce testa teste "
          "rotolo rotoli tavoletta vaschetta brick scatola scatole",
    "es": "puñado puñados cabeza cabezas ramita ramitas rama ramas tallo tallos hoja hojas frasco frascos botella "
          "botellas vaso vasos caja cajas cubito cubitos gota gotas chorro chorrito barra barras tarro tarros "
          "cuadrado trozo trozos brick tarrina tableta lámina",
    "fr": "poignée poignées tête têtes branche branches brin brins feuille feuilles pot pots bouteille bouteilles "
          "verre verres cube cubes goutte gouttes noix noisette filet brique briques bocal bocaux rouleau rouleaux "
          "boule boules tablette morceau morceaux tige tiges bol bols",
    "zh": "碗 段 节 串 滴 盘 瓶 张 株 枝 卷 手",
    "ar": "حفنة حفنات حفنتان حفنتين قبضة قبضات رأس راس رؤوس رأسان رأسين عود أعواد عيدان عودان عودين غصن أغصان غصنين "
          "عرق عروق ورقة أوراق ورقتان ورقتين زجاجة زجاجات زجاجتين قنينة قناني قارورة قوارير برطمان برطمانات مرطبان "
          "مرطبانات صندوق صناديق كرتونة كرتون كرتونتين مكعب مكعبات مكعبان مكعبين كرة كرات قطرة قطرات كأس كؤوس كاس "
          "كاسات كأسان كأسين فنجان فناجين فنجانان فنجانين صحن صحون وعاء لوح ألواح لوحين رغيف أرغفة رغيفان رغيفين قالب "
          "قوالب عنقود عناقيد ضلع أضلاع طبق أطباق كف",
}
SCALED = {
    "de": {"pfund": (500, "g")},
    "it": {"etto": (100, "g"), "etti": (100, "g"), "hg": (100, "g")},
    "fr": {"livre": (500, "g"), "livres": (500, "g")},
    "zh": {"斤": (500, "g"), "市斤": (500, "g"), "两": (50, "g"), "钱": (5, "g")},
}

HARMLESS = {
    "en": r"fresh(?:ly)?|fine(?:ly)?|roughly|coarse(?:ly)?|thinly|thickly|lightly|chopped|diced|sliced|grated|peeled"
          r"|shredded|halved|quartered|cubed|rinsed|drained|washed|trimmed|pitted|beaten|softened|melted|organic"
          r"|ripe|large|small|medium|big|free range|cold|warm|lukewarm|raw|toasted|sifted|skinless|boneless|extra|of"
          r"|and|or|the|into|in|cubes|pieces|chunks|rings|for|frying|greasing|dusting|serving|garnish|garnishing"
          r"|decoration|the pan",
    "de": r"(?:frisch|fein|grob|klein|groß|gross|gehackt|gewürfelt|geschnitten|gerieben|geschält|reif|weich"
          r"|zerlassen|geschmolzen|roh|lauwarm|warm|kalt|verquirlt|gewaschen|mittelgroß|mittelgross|entkernt"
          r"|abgetropft|gesiebt|geröstet|dünn|dick)(?:e[rnms]?)?|bio|und|oder|in|würfel|scheiben|ringe|stücke"
          r"|streifen|zum|zur|für|die|das|den|der|braten|anbraten|bestreuen|einfetten|bestäuben|garnieren|dekorieren"
          r"|servieren|pfanne|form",
    "it": r"fresc(?:o|a|hi|he)|tritat[oi] finemente|finemente|grossolanamente|tagliat[oaie]|affettat[oaie]"
          r"|grattugiat[oaie]|sbucciat[oaie]|pelat[oaie] a mano|matur[oaie]|biologic(?:o|a|i|he)|bio|grand[ei]"
          r"|piccol[oaie]|medi[oaie]|fus[oaie]|ammorbidit[oaie]|mondat[oaie]|lavat[oaie]|sbattut[oaie]|tiepid[oaie]"
          r"|fredd[oaie]|e|o|a|in|di|cubetti|dadini|fette|pezzi|rondelle|per|la|il|lo|friggere|ungere|spolverare"
          r"|guarnire|decorare|servire|teglia",
    "es": r"fresc[oa]s?|picad[oa]s?|finamente|cortad[oa]s?|rallad[oa]s?|pelad[oa]s?|madur[oa]s?|ecológic[oa]s?"
          r"|grandes?|pequeñ[oa]s?|median[oa]s?|derretid[oa]s?|batid[oa]s?|lavad[oa]s?|trocead[oa]s?|tibi[oa]s?"
          r"|frí[oa]s?|y|o|en|de|cubos|dados|rodajas|trozos|tiras|para|la|el|freír|engrasar|espolvorear|decorar"
          r"|servir|sartén|molde",
    "fr": r"frais|fra[iî]ches?|fra[iî]chement|haché[es]* finement|finement|grossièrement|émincée?s?|coupée?s?"
          r"|râpée?s?|épluchée?s?|mûre?s?|bio|grande?s?|gros(?:se|ses)?|petite?s?|moyen(?:ne|s|nes)?|fondue?s?"
          r"|battue?s?|lavée?s?|tièdes?|froide?s?|ramolli[es]*|et|ou|en|de|dés|cubes|rondelles|morceaux|lamelles"
          r"|pour|la|le|les|poêle|friture|frire|cuisson|servir|décorer|décoration|moule|plan|travail",
    "zh": r"新鲜|切碎|切末|切丁|切丝|切片|切块|去皮|洗净|剁碎|打散|大|小",
    "ar": r"و?(?:ال)?(?:طازج|مفروم|مقطع|مقشر|مبشور|مبروش|مهروس|مغسول|مصفى|مذاب|مخفوق|مسلوق|محمص|منخول|منقوع|مدقوق|مقلي"
          r"|ناضج|طري|بارد|دافئ|فاتر|ساخن|كبير|صغير|متوسط|ناعم|خشن|رفيع|كامل|واحد|جديد|عضوي)(?:[ةه]|ات|ان|ين|تان|تين)?"
          r"|ناعما|خشنا|جيدا|شرائح|مكعبات|حلقات|قطعا?|أنصاف|أرباع|صغار|كبار|إلى|على|شكل|بشكل|أو|و|للقلي|للدهن"
          r"|للتزيين|للتقديم|للزينة|للرش|للصينية|للقالب|بدون|من|غير|نوى|بذور|عظم|جلد|"
          r"بالعظم|بالجلد|بقشره|درجة|حرارة|الغرفة|بحرارة",
}
PLURALS = {
    "en": [("ies", "y"), ("ves", "f"), ("ves", "fe"), ("oes", "o"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"),
           ("sses", "ss"), ("s", "")],
    "de": [("en", ""), ("n", ""), ("e", ""), ("s", "")],
    "it": [("chi", "co"), ("ghi", "go"), ("che", "ca"), ("ghe", "ga"), ("ce", "cia"), ("ge", "gia"), ("i", "o"),
           ("i", "e"), ("i", "io"), ("e", "a")],
    "es": [("ces", "z"), ("es", ""), ("s", "")],
    "fr": [("aux", "al"), ("x", ""), ("s", "")],
    "zh": [],
    "ar": [("تان", "ه"), ("تين", "ه"), ("تان", ""), ("تين", ""), ("ات", "ه"), ("ات", ""), ("ان", ""), ("ين", ""),
           ("ايه", ""), ("ه", "")],
}
IRREGULAR = {
    "en": {"leaves": "leaf", "peas": "pea"},
    "de": {"eier": "ei", "blatter": "blatt", "huhner": "huhn", "eis": "eis", "reis": "reis", "krauter": "krauter"},
    "it": {"uova": "uovo", "pesce": "pesce", "pesci": "pesce", "uva": "uva"},
    "es": {"res": "res"},
    "fr": {"oeufs": "oeuf", "noix": "noix", "riz": "riz", "ananas": "ananas"},
    "zh": {},
    "ar": {"لحوم": "لحم", "اسماك": "سمك", "اجبان": "جبن", "ارغفه": "رغيف", "اوراق": "ورق", "ورقات": "ورق",
           "فطائر": "فطيره", "تمور": "تمر", "زيوت": "زيت", "صدور": "صدر", "افخاذ": "فخذ", "اجنحه": "جناح",
           "خبزات": "خبز", "دراقات": "دراق", "عصائر": "عصير"},
}
