"""The question types of SurveyJS: each to the nearest of ours."""
