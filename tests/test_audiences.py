"""What an audience may not see does not exist in its view of the repository."""

from __future__ import annotations

from datetime import date

import pytest

from rindoku.audiences.anonymity import FORMER, SOMEBODY
from rindoku.repository import Repository as Opened
from rindoku.repository import open_repository
from tests.conftest import Repository

DAY = date(2026, 7, 1)
POLICY = """
[people]
"@mika" = { name = "森 美加" }
"@ken" = { name = "Ken" }
"@ryo" = { left = 2026-01-31 }

[teams]
"@platform" = ["@ken"]
"""


def page(title: str, visibility: str, owner: str = "@ken", more: str = "") -> str:
    return (
        f"---\ntitle: {title}\ndate: 2026-03-14\nstatus: final\nseverity: SEV2\n"
        f'authors: ["@mika"]\nvisibility: {visibility}\n{more}'
        f'action_items: [{{id: A1, title: Do it, priority: P1, owner: "{owner}", status: open,\n'
        f"  due: 2026-04-01}}]\n---\n"
    )


CIRCLE = """\
---
title: Reading circle 1
kind: reading
date: 2026-06-10
status: held
facilitator: "@mika"
attendees: ["@mika", "@ken"]
readings:
  - {postmortem: 2026-03-14-open, reader: "@ken", why: happened again as 2026-03-14-secret}
  - {postmortem: 2026-03-14-secret, reader: "@mika"}
  - {postmortem: 2026-03-14-secret-502, why: never read}
decisions:
  - {action_item: "2026-03-14-secret#A1", outcome: keep}
  - {action_item: "2026-03-14-open#A1", outcome: keep}
impressions:
  - {by: "@mika", text: A pool can run dry}
---
"""


@pytest.fixture
def opened(repository: Repository) -> Opened:
    repository.write("rindoku.toml", POLICY)
    after = "recurrence_of: [2026-03-14-secret]\nsaved_by: ['2026-03-14-secret#A1']\n"
    repository.write("postmortems/2026-03-14-open.md", page("Open", "public", more=after))
    repository.write("postmortems/2026-03-14-inside.md", page("Inside", "internal", "@ryo"))
    repository.write("postmortems/2026-03-14-secret.md", page("Secret", "restricted"))
    repository.write("postmortems/2026-03-14-secret-502.md", page("Longer", "public", "@ryo"))
    repository.write("docs/circles/2026-06-10-reading.md", CIRCLE)
    repository.write(
        "docs/skill-map.md", '---\nskills: [aws]\npeople: [{handle: "@mika", wants: [aws]}]\n---\n'
    )
    repository.commit("2026-03-15", author="Mika")
    return open_repository(repository.path, DAY)


def test_the_team_sees_everything(opened: Opened) -> None:
    assert opened.seen_by("team") is opened
    assert len(opened.ledger.items) == 4


def test_the_site_sees_nothing_of_a_restricted_record(opened: Opened) -> None:
    seen = opened.seen_by("site")
    assert sorted(seen.catalog.postmortems) == [
        "2026-03-14-inside", "2026-03-14-open", "2026-03-14-secret-502",
    ]  # fmt: skip
    assert "2026-03-14-secret#A1" not in [item.address for item in seen.ledger.items]
    assert "2026-03-14-secret" not in seen.history.records
    record = seen.catalog.postmortems["2026-03-14-open"].record
    assert record is not None
    assert (record.recurrence_of, record.saved_by) == ([], [])


def test_rows_in_circles_go_and_so_do_reasons_that_name_it(opened: Opened) -> None:
    circle = opened.seen_by("site").catalog.circles["2026-06-10-reading"].record
    assert circle is not None
    assert [(r.postmortem, r.why) for r in circle.readings] == [
        ("2026-03-14-open", None), ("2026-03-14-secret-502", "never read"),
    ]  # fmt: skip
    assert [decision.action_item for decision in circle.decisions] == ["2026-03-14-open#A1"]


def test_what_is_left_out_is_counted(opened: Opened) -> None:
    assert opened.seen_by("site").withheld.action_items == 1
    assert opened.seen_by("team").withheld.action_items == 0


def test_a_file_that_cannot_be_read_is_hidden_from_all_but_the_team(
    repository: Repository, opened: Opened
) -> None:
    repository.write("postmortems/2026-03-14-open.md", "---\ntitle: [\n---\n")
    today = open_repository(repository.path)
    assert "2026-03-14-open#A1" in [item.address for item in today.ledger.items]
    seen = today.seen_by("site")
    assert "2026-03-14-open#A1" not in [item.address for item in seen.ledger.items]
    assert seen.withheld.unreadable == ("postmortems/2026-03-14-open.md",)


def test_of_two_files_with_one_id_neither_is_shown_if_one_is_restricted(
    repository: Repository, opened: Opened
) -> None:
    repository.write("postmortems/old/2026-03-14-secret.md", page("Twin", "public"))
    seen = open_repository(repository.path).seen_by("site")
    assert "2026-03-14-secret" not in seen.catalog.postmortems


def test_the_public_sees_only_what_is_public(opened: Opened) -> None:
    seen = opened.seen_by("public")
    assert sorted(seen.catalog.postmortems) == ["2026-03-14-open", "2026-03-14-secret-502"]
    assert seen.catalog.skill_map is None


def test_to_the_public_people_are_their_team_or_nobody_in_particular(opened: Opened) -> None:
    seen = opened.seen_by("public")
    record = seen.catalog.postmortems["2026-03-14-open"].record
    circle = seen.catalog.circles["2026-06-10-reading"].record
    assert record is not None
    assert circle is not None
    assert record.authors == [SOMEBODY]
    assert circle.facilitator == SOMEBODY
    assert circle.attendees == [SOMEBODY, "an engineer of @platform"]
    assert [(one.by, one.text) for one in circle.impressions] == [(None, "A pool can run dry")]
    owners = {item.record_id: item.item.owner for item in seen.ledger.items}
    assert owners == {
        "2026-03-14-open": "an engineer of @platform",
        "2026-03-14-secret-502": FORMER,
    }


def test_no_name_of_a_person_is_left_in_the_public_view(opened: Opened) -> None:
    seen = opened.seen_by("public")
    records = [file.record for file in seen.catalog.entries]
    everything = f"{records} {seen.policy} {[item.life for item in seen.ledger.items]}"
    for name in ("@mika", "@ken", "@ryo", "森", "Ken", "Mika"):
        assert name not in everything


def test_texts_name_nobody_to_the_public(repository: Repository) -> None:
    repository.write("rindoku.toml", f'language = "ja"\n{POLICY}')
    text = page("森 美加さんが気づいた", "public", more="summary: Ken restarted it\n")
    text += "@ken paged @mika; Kennedy did not. 森 美加が直した。mail@mika.example\n"
    repository.write("postmortems/2026-03-14-open.md", text)
    repository.commit("2026-03-15", author="Mika")
    seen = open_repository(repository.path, DAY).seen_by("public")
    file = seen.catalog.postmortems["2026-03-14-open"]
    assert file.record is not None
    assert file.record.title == "エンジニアさんが気づいた"
    assert file.document.body.strip() == (
        "@platformのエンジニア paged エンジニア; Kennedy did not. "
        "エンジニアが直した。mail@mika.example"
    )


def test_what_nobody_here_owns_is_unowned_to_the_public_too(opened: Opened) -> None:
    def unowned(seen: Opened) -> set[str]:
        stale = seen.assessment
        return {i.address for i in stale.stale for r in stale.of(i) if r.name == "unowned"}

    assert unowned(opened.seen_by("public")) == {"2026-03-14-secret-502#A1"}
    assert unowned(opened.seen_by("public")) < unowned(opened)


def test_from_one_view_no_other_is_made(opened: Opened) -> None:
    with pytest.raises(ValueError, match="public"):
        opened.seen_by("public").seen_by("site")
