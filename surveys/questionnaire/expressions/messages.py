"""What the errors of expressions say, by their code."""

from collections.abc import Mapping

from surveys.questionnaire.phrases import Params
from surveys.questionnaire.text import Text
from surveys.questionnaire.words import Words, words

_WORDS: Mapping[str, Words] = {
    "empty": words(
        "The expression is empty.",
        "Write an expression, or leave the cell blank.",
        "L’expression est vide.",
        "Écrivez une expression, ou laissez la cellule vide.",
    ),
    "too_long": words(
        "The expression has {length} characters; {limit} are allowed.",
        "Split it: compute a part in a calculated question and refer to that.",
        "L’expression compte {length} caractères ; {limit} sont permis.",
        "Divisez-la : calculez-en une partie dans une question calculée, à laquelle vous ferez référence.",
    ),
    "too_deep": words(
        "The expression is nested more than {limit} levels deep.",
        "Split it: compute a part in a calculated question and refer to that.",
        "L’expression a plus de {limit} niveaux d’imbrication.",
        "Divisez-la : calculez-en une partie dans une question calculée, à laquelle vous ferez référence.",
    ),
    "syntax": words(
        "“{found}” is not expected here.",
        "Check the operator, the comma or the bracket before it.",
        "« {found} » n’est pas attendu ici.",
        "Vérifiez l’opérateur, la virgule ou la parenthèse qui précède.",
    ),
    "unexpected_end": words(
        "The expression stops before it is complete.",
        "Close the open bracket, or write what follows the last operator.",
        "L’expression s’arrête avant d’être complète.",
        "Fermez la parenthèse ouverte, ou écrivez ce qui suit le dernier opérateur.",
    ),
    "open_text": words(
        "A quotation mark is never closed.",
        "Close the text with the same mark.",
        "Un guillemet n’est jamais fermé.",
        "Fermez le texte par le même signe.",
    ),
    "unknown_function": words(
        "There is no function {name}().",
        "Check the spelling.",
        "La fonction {name}() n’existe pas.",
        "Vérifiez l’orthographe.",
    ),
    "misspelt_function": words(
        "There is no function {name}().",
        "Check the spelling: is it {close}()?",
        "La fonction {name}() n’existe pas.",
        "Vérifiez l’orthographe : est-ce {close}() ?",
    ),
    "unsupported_function": words(
        "{name}() is not available in a web questionnaire.",
        "Rewrite the condition without it.",
        "{name}() n’est pas disponible dans un questionnaire en ligne.",
        "Réécrivez la condition sans elle.",
    ),
    "wrong_arguments": words(
        "{name}() takes {expected} arguments, not {given}.",
        "Check the commas and the brackets of the call.",
        "{name}() prend {expected} arguments, et non {given}.",
        "Vérifiez les virgules et les parenthèses de l’appel.",
    ),
    "nodes_required": words(
        "{name}() works on the answers of a question, not on a value.",
        "Give it a reference such as ${{name}}.",
        "{name}() porte sur les réponses à une question, et non sur une valeur.",
        "Donnez-lui une référence, comme ${{name}}.",
    ),
    "field_required": words(
        "{name}() needs the reference of a question here.",
        "Give it a reference such as ${{name}}.",
        "{name}() demande ici la référence d’une question.",
        "Donnez-lui une référence, comme ${{name}}.",
    ),
    "unsupported_path": words(
        "The path {path} cannot be followed here.",
        "Refer to the question by its name: ${{name}}.",
        "Le chemin {path} ne peut pas être suivi ici.",
        "Désignez la question par son nom : ${{name}}.",
    ),
    "unsupported_predicate": words(
        "Filters in square brackets are not available.",
        "Use indexed-repeat() for one instance of a repeat.",
        "Les filtres entre crochets ne sont pas disponibles.",
        "Pour un seul passage d’une boucle, utilisez indexed-repeat().",
    ),
    "unsupported_instance": words(
        "Look-ups in other lists with instance() are not available.",
        "Use a choice filter, or put the value in the choice list.",
        "La recherche dans d’autres listes par instance() n’est pas disponible.",
        "Utilisez un filtre de choix, ou placez la valeur dans la liste de choix.",
    ),
    "unsupported_last_saved": words(
        "Answers of an earlier interview (last-saved) are not available.",
        "Remove the reference.",
        "Les réponses d’un entretien antérieur (last-saved) ne sont pas disponibles.",
        "Retirez la référence.",
    ),
    "unsupported_nested_repeat": words(
        "indexed-repeat() reaches into one repeat only, not into nested ones.",
        "Refer to the innermost repeat alone.",
        "indexed-repeat() n’atteint qu’une boucle, et non des boucles imbriquées.",
        "Ne désignez que la boucle la plus intérieure.",
    ),
    "bad_pattern": words(
        "The regular expression {pattern} cannot be used, because of “{found}”.",
        "Write it without look-around in the middle and without back-references.",
        "L’expression régulière {pattern} ne peut pas être utilisée, à cause de « {found} ».",
        "Écrivez-la sans assertion avant ou arrière au milieu et sans référence arrière.",
    ),
    "long_pattern": words(
        "The regular expression {pattern} has more than {limit} characters.",
        "Split it over several conditions.",
        "L’expression régulière {pattern} a plus de {limit} caractères.",
        "Répartissez-la sur plusieurs conditions.",
    ),
    "slow_pattern": words(
        "The regular expression {pattern} takes too long on a text of {length} characters.",
        "Write it with smaller counts, and compare string-length() instead.",
        "L’expression régulière {pattern} prend trop de temps sur un texte de {length} caractères.",
        "Écrivez-la avec de plus petits nombres de répétitions, et comparez plutôt string-length().",
    ),
    "bare_pattern": words(
        "The regular expression {pattern} is not between delimiters.",
        "Write it between two slashes: /{pattern}/.",
        "L’expression régulière {pattern} n’est pas entre délimiteurs.",
        "Écrivez-la entre deux barres obliques : /{pattern}/.",
    ),
    "unknown_flags": words(
        "The regular expression {pattern} ends with flags that do not exist.",
        "Use the flags i, m, s, u, x, D, U and X only.",
        "L’expression régulière {pattern} se termine par des options qui n’existent pas.",
        "N’utilisez que les options i, m, s, u, x, D, U et X.",
    ),
    "bad_date_format": words(
        "%{letter} is not a part of a date format.",
        "Use %Y %y %m %n %b %d %e %a %H %h %M %S %3 or %%.",
        "%{letter} ne fait pas partie des formats de date.",
        "Utilisez %Y %y %m %n %b %d %e %a %H %h %M %S %3 ou %%.",
    ),
    "bad_digest": words(
        "{name} is not a digest algorithm or encoding.",
        "Use MD5, SHA-1, SHA-256, SHA-384 or SHA-512, and base64 or hex.",
        "{name} n’est ni un algorithme de condensat ni un encodage.",
        "Utilisez MD5, SHA-1, SHA-256, SHA-384 ou SHA-512, et base64 ou hex.",
    ),
    "assignment": words(
        "A condition does not assign values.",
        "Write == to compare.",
        "Une condition n’affecte pas de valeur.",
        "Écrivez == pour comparer.",
    ),
    "unsupported_attribute": words(
        "The attribute {name} of a question is not available.",
        "Use NAOK, value, valueNAOK, code, shown, question or relevanceStatus.",
        "L’attribut {name} d’une question n’est pas disponible.",
        "Utilisez NAOK, value, valueNAOK, code, shown, question ou relevanceStatus.",
    ),
    "unknown_name": words(
        "There is no question {name}.",
        "Check the spelling of the name.",
        "La question {name} n’existe pas.",
        "Vérifiez l’orthographe du nom.",
    ),
    "not_a_number": words(
        "“{value}” is not a number.",
        "Make sure that only numbers get here, with is_numeric() for example.",
        "« {value} » n’est pas un nombre.",
        "Faites que seuls des nombres arrivent ici, avec is_numeric() par exemple.",
    ),
    "bad_argument": words(
        "{name}() cannot work with “{value}”.",
        "Check what is given to the function.",
        "{name}() ne peut rien faire de « {value} ».",
        "Vérifiez ce qui est donné à la fonction.",
    ),
    "no_value": words(
        "There is nothing to work on here.",
        "Write a value instead of null.",
        "Il n’y a rien sur quoi travailler ici.",
        "Écrivez une valeur à la place de null.",
    ),
    "too_much_text": words(
        "The result is longer than {limit} characters.",
        "Join fewer or shorter answers.",
        "Le résultat dépasse {limit} caractères.",
        "Réunissez moins de réponses, ou de plus courtes.",
    ),
    "too_many_values": words(
        "More than {limit} answers would have to be read.",
        "Limit the number of times the repeat can be answered.",
        "Il faudrait lire plus de {limit} réponses.",
        "Limitez le nombre de passages de la boucle.",
    ),
}

#: Every code, for the test that compares them with the sources.
CODES = frozenset(_WORDS)


def message(code: str, parameters: Params, language: str) -> str:
    """What is wrong, in `language`, or in English where the product does not speak it."""
    return _filled(_WORDS[code].message, parameters, language)


def remedy(code: str, parameters: Params, language: str) -> str:
    """What to do about it."""
    return _filled(_WORDS[code].remedy, parameters, language)


def _filled(texts: Text, parameters: Params, language: str) -> str:
    """Quoted parts of an expression stay as they were written, so no number is put into words."""
    primary = language.split("-", maxsplit=1)[0]
    return texts.get(primary, texts["en"]).format(**parameters)
