"""Classes of options that several resources share are named after what their methods have in common."""

from __future__ import annotations

import pytest

from generator.names.options import common_words


@pytest.mark.parametrize(
    ("methods", "words"),
    [
        (["list_pods", "list_nodes"], "list"),
        (["delete_v1_collection_pod", "delete_apps_v1_collection_set"], "delete_v1_collection"),
        (["list_for_org", "list_for_user", "topics"], "list"),
        (["create_pod", "replace_pod_status", "create_node", "replace_node"], "create_or_replace"),
        (["tags_for_a", "marks_for_b"], "tags_or_marks"),
        (["a_b", "c", "d_e_f", "g_h"], "c"),
    ],
)  # fmt: skip
def test_common_words(methods: list[str], words: str) -> None:
    assert common_words(methods) == words
