"""The API of /api/v1/: safe by default; each view names its rights."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "idi_platform.api.authentication.KeySignIn",
        "idi_platform.api.authentication.SessionSignIn",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "idi_platform.api.permissions.RightsOnly",
        "idi_platform.api.permissions.ScopesOnly",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["idi_platform.api.strangers.StrangersRate"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["idi_platform.api.parsing.BoundedJson"],
    "DEFAULT_FILTER_BACKENDS": ["idi_platform.api.filtering.SameFilters"],
    "DEFAULT_PAGINATION_CLASS": "idi_platform.api.paging.Keyset",
    "DEFAULT_SCHEMA_CLASS": "idi_platform.api.schema.Operation",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "idi_platform.api.problems.as_problem",
    "UNAUTHENTICATED_USER": None,
    # Numbers keep the digits they were given: money is a string.
    "COERCE_DECIMAL_TO_STRING": True,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "IDI platform",
    "DESCRIPTION": (
        "Inherent defects insurance: projects, insurance policies, inspection reports, claims, and the legal clock of "
        "each duty. Commands are sub-resources, each sent with an `Idempotency-Key`. Refusals are problem details "
        "(RFC 9457). A caller acts in one city: that of its key, or of the membership chosen in its session."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_NAME_OVERRIDES": {
        "AuthorityKind": "idi_platform.registry.constants.AuthorityKind.choices",
        "AuthorityState": "idi_platform.registry.constants.AuthorityState.choices",
        "ClaimState": "claims.constants.ClaimState.choices",
        "DefectPlace": "claims.constants.Place.choices",
        "FindingState": "riskmgmt.constants.FindingState.choices",
        "MilestoneKind": "idi_platform.registry.constants.MilestoneKind.choices",
        "Outcome": "policies.constants.Outcome.choices",
        "PartyRole": "idi_platform.registry.constants.PartyRole.choices",
        "ReckonedOutcome": "policies.api.serializers.RECKONED",
        "PolicyState": "underwriting.constants.PolicyState.choices",
        "ReportKind": "riskmgmt.constants.ReportKind.choices",
        "ReportState": "riskmgmt.constants.ReportState.choices",
        "Risk": "riskmgmt.constants.Risk.choices",
        "RiskLeft": "riskmgmt.constants.LEFT_RISKS",
        "ShareRole": "underwriting.constants.ShareRole.choices",
        "TermState": "idi_platform.deadlines.api.serializers.STATES",
    },
    "SCHEMA_PATH_PREFIX": r"/api/v1/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "persistAuthorization": False},
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums"],
}
