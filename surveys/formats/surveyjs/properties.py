"""What is known of the properties of SurveyJS: those that nothing here reads are said in the report."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.element import Element
from surveys.formats.surveyjs.relaxed import SCRIPT

_DEEPEST = 60
_WORD = re.compile(r"\S+")
#: Read, and carried or reported where they are read.
_READ = frozenset(
    _WORD.findall(
        """
type name title description id visible visibleIf enable enableIf enabled isRequired required requiredIf
requiredErrorText readOnly valueName valuePropertyName elements questions pages choices choicesOrder
choicesVisibleIf choicesEnableIf choicesByUrl choicesFromQuestion choicesFromQuestionMode choicesMin choicesMax
choicesStep hasOther showOtherItem otherText hasNone showNoneItem noneText showRefuseItem refuseText
showDontKnowItem dontKnowText hasSelectAll showSelectAllItem hasComment showCommentArea commentText defaultValue
defaultValueExpression setValueExpression rows columns rowsOrder rowOrder rowsVisibleIf rowsEnableIf
columnsVisibleIf cellType isAllRowRequired eachRowRequired eachRowUnique items inputType min max step
minValueExpression maxValueExpression minErrorText maxErrorText maxLength maskType inputMask validators rateMin
rateMax rateStep rateCount rateValues minRateDescription maxRateDescription mininumRateDescription
maximumRateDescription labelTrue labelFalse label valueTrue valueFalse html text imageLink altText body multiSelect
minSelectedChoices maxSelectedChoices selectToRankEnabled allowMultiple maxFiles maxSize acceptedTypes expression
displayStyle sliderType templateElements templateTitle
templateVisibleIf panelCount minPanelCount maxPanelCount allowAddPanel
allowRemovePanel rowCount minRowCount maxRowCount allowAddRows allowRemoveRows questionsOrder questionOrder triggers
calculatedValues locale completedHtml value totalType storeOthersAsComment
"""
    )
)
#: How it looks, what buttons say, what data look like: nothing of that is the questionnaire's here.
_QUIET = frozenset(
    _WORD.findall(
        """
startWithNewLine width minWidth maxWidth indent colCount columnColCount colSpan rowSpan hideNumber showNumber
titleLocation descriptionLocation questionTitleLocation questionDescriptionLocation questionTitleWidth
questionErrorLocation errorLocation state innerIndent paddingLeft paddingRight size rowsCount autoGrow
autoGrowComment allowResize allowResizeComment textUpdateMode placeHolder placeholder optionsCaption
optionsPlaceholder renderAs renderMode displayMode rateType rateDisplayMode rateColorMode scaleColorMode
autoGenerate showLabel swapOrder separateSpecialChoices imageHeight imageWidth imageFit imagePosition contentMode
minImageHeight maxImageHeight minImageWidth maxImageWidth showProgressBar progressBarType progressBarLocation
progressBarShowPageTitles progressBarShowPageNumbers progressBarInheritWidthFrom progressText showQuestionNumbers
questionStartIndex questionTitlePattern questionTitleTemplate showTitle showPageTitles showPageNumbers showTOC
tocLocation showNavigationButtons navigationButtonsLocation navigationButtonsVisibility showPrevButton
showCompleteButton goNextPageAutomatic autoAdvanceEnabled autoAdvanceAllowComplete allowCompleteSurveyAutomatic
focusFirstQuestionAutomatic focusOnFirstError autoFocusFirstQuestion autoFocusFirstError checkErrorsMode
validationEnabled validateVisitedEmptyFields logo logoPosition logoWidth logoHeight logoFit widthMode fitToContainer
headerView backgroundImage backgroundOpacity backgroundImageFit backgroundImageAttachment pageNextText pagePrevText
completeText startSurveyText previewText editText requiredText requiredMark cookieName sendResultOnPageNext
partialSendEnabled surveyId surveyPostId surveyShowDataSaving clearInvisibleValues clearIfInvisible
storeDataAsText keepIncorrectValues focusOnFirstQuestion completedBeforeHtml loadingHtml
matrixDragHandleArea questionsOnPageMode questionOnPageMode maxTextLength maxOthersLength cssType themeName
theme themeVariables css useDisplayValuesInDynamicTexts showCompletedPage showCompletePage firstPageIsStarted
startedPage previewMode allowClear searchEnabled searchMode closeOnSelect
hideSelectedItems itemSize popupdisplaymode addRowText addRowLocation removeRowText addRowButtonLocation
addPanelText removePanelText panelAddText panelRemoveText panelNextText panelPrevText prevPanelText nextPanelText
confirmDelete confirmDeleteText noEntriesText emptyRowsText keyDuplicationError templateTabTitle templateDescription
tabTitlePlaceholder newPanelPosition tabAlign legacyNavigation panelsState allowRowReorder allowRowsDragAndDrop
hideColumnsIfEmpty showHeader alternateRows verticalAlign cellErrorLocation transposeData displayRowsAsColumns
columnLayout horizontalScroll rowTitleWidth columnMinWidth detailPanelShowOnAdding detailErrorLocation
autoExpandOnAdd dataFormat currency maximumFractionDigits minimumFractionDigits useGrouping precision
showInMultipleColumns dataList autocomplete autoComplete penColor backgroundColor signatureWidth signatureHeight
signatureAutoScaleEnabled penMinWidth penMaxWidth showPlaceholder placeholderReadOnly showPreview allowImagesPreview
imageSize needConfirmRemoveFile fileOrPhotoPlaceholder filePlaceholder photoPlaceholder sourceType waitForUpload
correctAnswer score useDropdownList otherPlaceHolder otherPlaceholder commentPlaceHolder commentPlaceholder
otherErrorText itemErrorText selectAllText noneErrorText choicesMaxWidth rateDescriptionLocation showTooltip
tooltipVisibility tooltipFormat showLabels labelCount labelFormat segmentCount maskSettings navigationTitle
navigationDescription page popupDescription requiredErrorMessage cols itemTitleWidth itemSelector style className
htmlClass customClass hideIfChoicesEmpty hideIfRowsEmpty dateFormat nullText isExclusive contentPanelWidth
titleDisplay headerBackgroundColor linkValue gridLayoutEnabled gridLayoutColumns showDescription hideOnComplete
titleFontSize collapsed expanded ampm useCustomIcon breadcrumb aria ariaLabel includeIntoResult
"""
    )
)
_KNOWN = _READ | _QUIET
_INSIDE = ("pages", "elements", "questions", "templateElements", "detailElements", "columns", "items")


def report_properties(document: Mapping[str, Any], notes: Notes) -> None:
    """Say what no part of the reader knows or carries."""
    _report(Element(document), Place("survey"), notes)
    for place, element in _elements(Element(document), 0):
        _report(element, place, notes)


def _report(element: Element, place: Place, notes: Notes) -> None:
    unknown = [
        key for key, value in element.raw.items() if key not in _KNOWN and value not in (None, "", [], {}, False)
    ]
    if unknown:
        notes.info(place, "property_ignored", property=", ".join(map(str, unknown)))
    if element.denied("storeOthersAsComment"):
        notes.info(place, "other_apart")
    if any(value is SCRIPT for value in element.raw.values()):
        notes.warning(place, "script_dropped")


def _elements(container: Element, depth: int) -> Iterator[tuple[Place, Element]]:
    for element in container.children(*_INSIDE) if depth <= _DEEPEST else ():
        yield Place("question" if depth else "page", 0, element.name or element.type), element
        yield from _elements(element, depth + 1)
