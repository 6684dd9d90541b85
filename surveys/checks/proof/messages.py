"""What the proofs say."""

from collections.abc import Mapping

from surveys.questionnaire.words import Words, words

WORDS: Mapping[str, Words] = {
    "answers_contradict": words(
        "No answer is ever accepted: {conditions} contradict each other.",
        "Change one of them: whoever is asked cannot answer.",
        "Aucune réponse n’est jamais acceptée : {conditions} se contredisent.",
        "Changez l’un d’eux : qui reçoit la question ne peut pas répondre.",
    ),
    "answers_refused": words(
        "No answer is ever accepted: {conditions} never holds.",
        "Correct it: whoever is asked cannot answer.",
        "Aucune réponse n’est jamais acceptée : {conditions} n’est jamais vrai.",
        "Corrigez : qui reçoit la question ne peut pas répondre.",
    ),
    "cell_empty": words(
        "Nobody of this population can be in the cell: {conditions}.",
        "Correct its condition, or remove the cell.",
        "Personne de cette population ne peut être dans la cellule : {conditions}.",
        "Corrigez sa condition, ou retirez la cellule.",
    ),
    "cells_overlap": words(
        "Cells overlap (pairs: {count}): someone with {answers} is in “{first}” and in “{second}”.",
        "If each of them is to count apart, make their conditions exclude each other.",
        "Des cellules se recouvrent (paires : {count}) : avec {answers}, on est dans « {first} » et dans « {second} ».",
        "Si chacune doit compter à part, faites que leurs conditions s’excluent.",
    ),
    "dead_end": words(
        "A dead end: after {answers}, no answer is accepted, and one is required.",
        "Change the constraint {constraint}, or who is asked.",
        "Une impasse : après {answers}, aucune réponse n’est acceptée, et il en faut une.",
        "Changez la contrainte {constraint}, ou à qui la question est posée.",
    ),
    "not_decided": words(
        "Not decided whether these are reached, or can be answered by all who are asked ({count}): {names}.",
        "Try them out by hand, or make their conditions simpler.",
        "Il n’est pas établi qu’on arrive à celles-ci, ni que tous puissent y répondre ({count}) : {names}.",
        "Essayez-les à la main, ou simplifiez leurs conditions.",
    ),
    "page_unreachable": words(
        "No question of this page can ever be shown: {conditions} contradict each other.",
        "Change one of them, or remove the page.",
        "Aucune question de cette page ne peut être montrée : {conditions} se contredisent.",
        "Changez l’un d’eux, ou retirez la page.",
    ),
    "page_never": words(
        "No question of this page can ever be shown: {conditions} never holds.",
        "Correct it, or remove the page.",
        "Aucune question de cette page ne peut être montrée : {conditions} n’est jamais vrai.",
        "Corrigez, ou retirez la page.",
    ),
    "population_empty": words(
        "Nobody can be in this population: {conditions}.",
        "Correct its screen, or those of the populations before it, which take people first.",
        "Personne ne peut être dans cette population : {conditions}.",
        "Corrigez son filtre, ou ceux des populations qui la précèdent, et prennent les gens d’abord.",
    ),
    "question_never": words(
        "This question can never be shown: {conditions} never holds.",
        "Correct it, or remove the question.",
        "Cette question ne peut jamais être montrée : {conditions} n’est jamais vrai.",
        "Corrigez, ou retirez la question.",
    ),
    "question_unreachable": words(
        "This question can never be shown: {conditions} contradict each other.",
        "Change one of them, or remove the question.",
        "Cette question ne peut jamais être montrée : {conditions} se contredisent.",
        "Changez l’un d’eux, ou retirez la question.",
    ),
    "questions_behind": words(
        "Because of it, these are never shown either ({count}): {names}.",
        "Correct the conditions above first.",
        "À cause d’elle, celles-ci ne sont jamais montrées non plus ({count}) : {names}.",
        "Corrigez d’abord les conditions ci-dessus.",
    ),
    "row_never": words(
        "This row can never be shown: {conditions} never holds.",
        "Correct it, or remove the row.",
        "Cette ligne ne peut jamais être montrée : {conditions} n’est jamais vrai.",
        "Corrigez, ou retirez la ligne.",
    ),
    "row_unreachable": words(
        "This row can never be shown: {conditions} contradict each other.",
        "Change one of them, or remove the row.",
        "Cette ligne ne peut jamais être montrée : {conditions} se contredisent.",
        "Changez l’un d’eux, ou retirez la ligne.",
    ),
    "switched_off": words(
        "Nobody is asked this: {conditions} is always false.",
        "Nothing, if it was switched off on purpose.",
        "Ceci n’est posé à personne : {conditions} est toujours faux.",
        "Rien, si c’est voulu.",
    ),
}
