"""The attributes of questions: those that are read, those that change nothing but looks, and the others."""

from surveys.formats.limesurvey.source import LsQuestion
from surveys.formats.report import Notes, Place

#: What an importer of the question's type, its validation or its page reads.
_READ_NAMES = """
allowed_filetypes alphasort answer_order array_filter array_filter_exclude commented_checkbox date_format date_max
date_min dualscale_headera dualscale_headerb em_validation_q em_validation_q_tip em_validation_sq equals_num_value
equation exclude_all_others hidden input_boxes max_answers max_filesize max_num_of_files max_num_value
max_num_value_n max_subquestions maximum_chars min_answers min_num_of_files min_num_value min_num_value_n
multiflexible_checkbox multiflexible_max multiflexible_min multiflexible_step num_value_int_only numbers_only
other_comment_mandatory other_numbers_only other_replace_text prefix random_group random_order slider_max
slider_min subquestion_order suffix value_range_allows_missing
"""
_READ = frozenset(_READ_NAMES.split())
#: What looks otherwise here, and means the same.
_LOOKS_NAMES = """
add_platform_info answer_width answer_width_bycolumn assessment_value category_separator choice_input_columns
choice_title crypt cssclass array_filter_style display_columns display_rows display_type dropdown_dates
dropdown_dates_month_style dropdown_prefix dropdown_prepostfix dropdown_separators dropdown_size
em_validation_sq_tip exclude_all_others_auto hide_tip image input_size keep_aspect horizontal_scroll
label_input_columns location_mapheight location_mapwidth location_mapzoom location_defaultcoordinates
location_nodefaultfromip max_num_of_files other_position other_position_code page_break placeholder prefix_bycolumn
printable_help public_statistics question_template question_theme_name rank_title repeat_headings reverse
samechoiceheight samelistheight save_as_default scale_export show_comment show_title showpopups
slider_custom_handle slider_handle slider_layout slider_orientation slider_rating slider_separator
slider_showminmax slider_reset statistics_graphtype statistics_showgraph statistics_showmap text_input_columns
text_input_width text_input_width_default time_limit_action time_limit_countdown_message time_limit_disable_next
time_limit_disable_prev time_limit_message time_limit_message_delay time_limit_message_style time_limit_timer_style
time_limit_warning time_limit_warning_2 time_limit_warning_2_display_time time_limit_warning_2_message
time_limit_warning_2_style time_limit_warning_display_time time_limit_warning_message time_limit_warning_style
use_dropdown cssclass label_input_columns subquestion_width button_size columns code_filter fix_height fix_width
crop_or_resize horizontal_scroll min_num_of_files dropdown_dates_minute_step show_grand_total show_totals
reset_button confirm_reset
"""
_LOOKS = frozenset(_LOOKS_NAMES.split())
#: What means something that is not carried over: more than a line of no consequence.
_LOST = frozenset(["time_limit", "slider_default", "slider_default_set", "location_mapservice", "slider_accuracy"])
_UNSET = frozenset({"", "0", "N", "none", "default", "normal"})


def report_attributes(question: LsQuestion, notes: Notes) -> None:
    """A line for each attribute that says something and is not carried over."""
    place = Place("question", 0, question.code)
    for name in question.attributes:
        if name in _READ | _LOOKS or question.attribute(name) in _UNSET:
            continue
        if name == "time_limit":
            notes.warning(place, "time_limit_ignored", seconds=question.attribute(name))
        elif name in _LOST:
            notes.warning(place, "attribute_lost", attribute=name, value=question.attribute(name))
        else:
            notes.info(place, "property_ignored", property=name)
