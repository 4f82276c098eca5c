"""What is told about something else is no answer to the field that was asked."""

from __future__ import annotations


def test_parents_who_cooperate_are_no_need_for_practical_learning(read):
    told = read("ouders samen gezag, werken mee", "onderwijsbehoeften").velden
    assert told["gezag"] == "beide_ouders"
    assert "onderwijsbehoeften" not in told


def test_many_changes_of_school_are_still_read(read):
    told = read("vaak van school gewisseld", "school_belemmerend").velden
    assert told == {"school_belemmerend": ["wisselingen_van_school"]}
