"""Films through a real encoder: made, saved afresh, looked at; none outlives its time."""

import subprocess
from collections.abc import Iterator

import imageio_ffmpeg
import pytest

from core.adapters import ffmpeg
from core.adapters.ffmpeg import Ffmpeg
from core.ports import BrokenFilm

SIZE = (320, 240)


def frames(count: int) -> Iterator[bytes]:
    return (bytes([shade % 200, 90, 160]) * (SIZE[0] * SIZE[1]) for shade in range(count))


@pytest.fixture(scope="module")
def film() -> bytes:
    return Ffmpeg().encoded(frames(30), SIZE, 10).data


def rewritten(data: bytes, tmp_path, *before: str, after: tuple[str, ...] = ()) -> bytes:
    source, made = tmp_path / "in.mp4", tmp_path / "out.mp4"
    source.write_bytes(data)
    exe = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([exe, "-y", "-v", "error", *before, "-i", source, "-c", "copy", *after, made], check=True)
    return made.read_bytes()


def test_frames_become_a_film_of_their_length_and_the_same_frames_the_same_film(film: bytes) -> None:
    seen = Ffmpeg().look(film)
    assert (seen.width, seen.height, seen.seconds, seen.length) == (320, 240, 3, 3.0)
    assert Ffmpeg().encoded(frames(30), SIZE, 10).data == film
    assert film[4:8] == b"ftyp"
    assert film.index(b"moov") < film.index(b"mdat")  # a phone begins to play before it has all of it


def test_what_is_saved_afresh_is_small_enough_and_carries_no_names(film: bytes, tmp_path) -> None:
    named = rewritten(
        film, tmp_path, after=("-metadata", "title=somebody private", "-metadata", "location=+38.7-009.1/")
    )
    assert b"somebody private" in named
    told: list[float] = []
    clean = Ffmpeg().clean(named + b"MZ a program", most_side=160, progress=told.append)
    assert (clean.width, clean.height, clean.seconds) == (160, 120, 3)
    assert b"private" not in clean.data
    assert b"program" not in clean.data
    assert told[-1] == pytest.approx(1, abs=0.05)


def test_a_film_that_lies_on_its_side_is_put_upright(film: bytes, tmp_path) -> None:
    turned = rewritten(film, tmp_path, "-display_rotation", "90")
    assert (Ffmpeg().look(turned).width, Ffmpeg().look(turned).height) == (240, 320)
    upright = Ffmpeg().clean(turned, most_side=320, progress=lambda _: None)
    assert (upright.width, upright.height) == (240, 320)


def test_a_moment_is_a_picture_even_beyond_the_end(film: bytes) -> None:
    early, late = Ffmpeg().frame(film, -3), Ffmpeg().frame(film, 99)
    assert early[:3] == late[:3] == b"\xff\xd8\xff"
    assert early != late


@pytest.mark.parametrize("data", [b"", b"\0\0\0\x18ftypisom", b"\x1a\x45\xdf\xa3nothing", b"RIFF\0\0\0\0AVI nothing"])
def test_what_cannot_be_read_is_broken(data: bytes) -> None:
    for deed in (Ffmpeg().look, lambda one: Ffmpeg().frame(one, 1),
                 lambda one: Ffmpeg().clean(one, most_side=100, progress=print)):  # fmt: skip
        with pytest.raises(BrokenFilm):
            deed(data)


def test_a_film_cut_off_is_broken_when_it_is_saved_afresh(film: bytes) -> None:
    with pytest.raises(BrokenFilm):
        Ffmpeg().clean(film[: film.index(b"mdat") + 40], most_side=100, progress=lambda _: None)


def test_frames_of_another_size_stop_the_encoder() -> None:
    with pytest.raises(BrokenFilm):
        Ffmpeg().encoded([b"\0"], (319, 241), 10)


def test_nothing_outlives_its_time(film: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg, "PATIENCE", 0.0)
    with pytest.raises(TimeoutError):
        Ffmpeg().encoded(frames(30), SIZE, 10)
    with pytest.raises(TimeoutError):
        Ffmpeg().clean(film, most_side=320, progress=lambda _: None)


def test_a_film_that_nobody_gets_to_see_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(command: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(command, 30)

    monkeypatch.setattr(subprocess, "run", hangs)
    with pytest.raises(BrokenFilm, match="too long"):
        Ffmpeg().look(b"film")


def test_an_encoder_that_does_not_end_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = subprocess.Popen.wait

    def hangs(process: "subprocess.Popen[bytes]", timeout: float | None = None) -> int:
        if timeout is None:
            return ends(process)
        raise subprocess.TimeoutExpired("ffmpeg", timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", hangs)
    with pytest.raises(TimeoutError):
        Ffmpeg().encoded(frames(2), SIZE, 10)
