"""All rules beyond the schema, in the order they are told."""

from collections.abc import Callable, Iterator, Mapping

from generator.checks.between_files import charge, copies, dates, figures, number_guard, photos, plans, recordings, validity
from generator.checks.between_files import reports as reports_between
from generator.checks.fault import Document, Fault
from generator.checks.identity import every_time_zone_exists
from generator.checks.one_file import campaigns, registers, reports, sums
from generator.checks.one_file import plans as plan
from generator.checks.survey import Survey
from generator.problems import Finding

OneFile = Callable[[Document], Iterator[Fault]]
BetweenFiles = Callable[[Survey], Iterator[Finding]]

REGISTER: tuple[OneFile, ...] = (
    registers.every_id_stands_once,
    registers.every_code_and_start_stands_once,
    registers.every_validity_ends_after_it_begins,
    registers.every_former_id_is_free,
    registers.every_chain_of_successors_ends,
)
DAY: tuple[OneFile, ...] = (
    campaigns.every_change_of_date_has_its_reason,
    campaigns.every_new_date_follows_the_old,
    campaigns.every_notice_precedes_its_day,
    campaigns.every_hamlet_has_one_site,
    campaigns.every_planned_work_stands_once,
    campaigns.every_body_attends_once,
)
ONE_FILE: Mapping[str, tuple[OneFile, ...]] = {
    "programme": (every_time_zone_exists,),
    "places": REGISTER,
    "bodies": (*REGISTER, registers.every_account_may_send_something),
    "activities": REGISTER,
    "calendar": REGISTER,
    "plan": (
        plan.every_clause_and_commune_stands_once,
        plan.every_waiver_lies_within_the_year,
        plan.every_waiver_stands_once,
    ),
    "campaign": (
        *DAY,
        campaigns.every_commune_has_one_site,
        campaigns.nobody_exceeds_its_members,
        campaigns.every_refused_proposal_says_why,
        campaigns.every_taken_proposal_has_its_site,
    ),
    "proposals": (campaigns.every_proposed_work_stands_once,),
    "saturday": (*DAY, campaigns.every_site_on_another_day_says_why),
    "report": (
        reports.every_campaign_stands_once,
        reports.every_hamlet_stands_once_a_day,
        reports.no_figures_where_nothing_was_held,
        reports.every_result_holds_a_figure,
        reports.every_household_sends_somebody,
        reports.every_work_and_body_stands_once,
        reports.every_amount_is_written_in_full,
        reports.every_photo_stands_once,
        reports.only_sample_data_states_its_publication,
        reports.every_correction_follows_the_one_before,
        sums.every_stated_total_is_the_sum,
    ),
}
BETWEEN_FILES: tuple[BetweenFiles, ...] = (
    validity.every_commune_of_a_plan_exists_that_year,
    validity.every_place_of_a_campaign_exists_that_day,
    validity.every_place_of_a_report_exists_that_day,
    validity.every_body_exists_that_day,
    charge.every_commune_has_an_office_in_charge,
    charge.every_commune_is_in_a_group,
    charge.no_commune_is_in_two_groups,
    charge.every_hamlet_has_an_office_in_charge,
    plans.every_quarter_has_its_campaign,
    plans.every_campaign_falls_in_the_first_week,
    plans.every_planned_commune_has_a_site,
    plans.every_site_lies_in_a_planned_commune,
    plans.every_campaign_has_its_number_of_sites,
    plans.every_near_campaign_is_announced,
    plans.every_report_holds_the_day_of_its_month,
    plans.nothing_precedes_the_programme,
    dates.every_campaign_lies_in_its_period,
    dates.nothing_is_held_before_its_day,
    dates.every_past_day_has_its_result,
    dates.every_commune_day_is_a_saturday,
    dates.no_day_falls_on_a_holiday,
    dates.no_report_comes_before_its_days,
    dates.no_report_comes_from_the_future,
    dates.no_correction_comes_from_the_future,
    reports_between.every_report_speaks_of_its_own_campaigns,
    reports_between.every_campaign_is_reported_from_its_site,
    reports_between.every_campaign_belongs_to_the_month,
    reports_between.every_campaign_is_held_once_in_a_hamlet,
    reports_between.no_cancelled_day_has_results,
    reports_between.every_known_hamlet_is_reported,
    reports_between.every_other_day_says_why,
    reports_between.every_other_day_is_near,
    reports_between.every_body_came_where_it_was_assigned,
    reports_between.every_planned_work_is_reported,
    figures.no_more_households_than_the_hamlet_has,
    figures.every_hamlet_has_a_count_of_households,
    figures.every_whole_quantity_is_whole,
    figures.every_quantity_is_usual,
    figures.no_helped_household_can_be_recognised,
    number_guard.every_figure_is_near_those_before,
    copies.no_day_repeats_another_month,
    photos.every_photo_lies_beside_its_report,
    photos.every_photo_is_shown,
    photos.no_photo_is_used_for_two_occasions,
    recordings.every_recording_lies_beside_its_day,
    recordings.every_recording_is_used,
)
