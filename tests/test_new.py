"""`rindoku new`: a page that is clean from its first moment."""

from __future__ import annotations

from tests.conftest import Repository


def test_a_new_postmortem_is_clean_and_named_by_its_day_and_title(repository: Repository) -> None:
    ran = repository.rindoku("new", "Checkout answered 502!", "--date", "2026-03-14")
    assert ran.stdout == "postmortems/2026-03-14-checkout-answered-502.md\n"
    assert repository.findings() == []


def test_a_japanese_title_gives_a_japanese_slug_and_headings(repository: Repository) -> None:
    ran = repository.rindoku("new", "決済がタイムアウトした", "--date", "2026-03-14")
    assert ran.stdout == "postmortems/2026-03-14-決済がタイムアウトした.md\n"
    assert "## 概要\n" in repository.read(ran.stdout.strip())
    assert repository.findings() == []


def test_a_title_with_yaml_in_it_is_only_a_title(repository: Repository) -> None:
    ran = repository.rindoku("new", 'a: [b] # "c" {{ d }} <script>', "--date", "2026-03-14")
    assert repository.findings() == []
    assert "script" in repository.read(ran.stdout.strip()).split("\n")[1]


def test_a_title_of_signs_alone_still_gets_a_name(repository: Repository) -> None:
    assert repository.rindoku("new", "???", "--date", "2026-03-14").stdout == (
        "postmortems/2026-03-14-incident.md\n"
    )


def test_a_very_long_title_gives_a_name_that_file_systems_take(repository: Repository) -> None:
    ran = repository.rindoku("new", "障" * 180, "--date", "2026-03-14")
    assert ran.exit_code == 0
    assert repository.findings() == []


def test_an_existing_page_is_never_overwritten(repository: Repository) -> None:
    repository.rindoku("new", "Same", "--date", "2026-03-14")
    again = repository.rindoku("new", "Same", "--date", "2026-03-14")
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_the_author_is_the_person_whom_git_and_the_policy_know(repository: Repository) -> None:
    repository.write("rindoku.toml", '[people]\n"@mika" = { name = "森 美加" }\n')
    repository.git("config", "user.name", "森 美加")
    path = repository.rindoku("new", "x", "--date", "2026-03-14").stdout.strip()
    assert 'authors: ["@mika"]' in repository.read(path)


def test_an_unknown_severity_is_refused_with_the_known_ones(repository: Repository) -> None:
    ran = repository.rindoku("new", "x", "--severity", "SEV9")
    assert ran.exit_code == 2
    assert "SEV1, SEV2, SEV3, SEV4" in ran.stderr


def test_a_near_miss_needs_no_severity(repository: Repository) -> None:
    repository.rindoku("new", "Almost", "--near-miss")
    assert repository.findings() == []
