"""Films through the ffmpeg that ``imageio-ffmpeg`` brings in its wheel: looked at, saved afresh, made from frames."""

import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Thread
from typing import IO

from core.ports import BrokenFilm, Film

PATIENCE = 240.0
"""Seconds of work on one film; whoever waits longer has left."""
THREADS = "2"
"""Each thread of the encoder holds frames of its own: two keep it below 250 MB at these sizes."""
_SECONDS = re.compile(r"Duration: (\d+):(\d+):(\d+(?:\.\d+)?)")
_SIZE = re.compile(r"Stream #\S+.*? Video: .*?\b(\d{2,5})x(\d{2,5})\b")
_TURNED = re.compile(r"rotation of -?90")
_DONE = re.compile(rb"out_time_us=(\d+)")
_ENCODE = (
    *("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", "-threads", THREADS),
    *("-movflags", "+faststart", "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"),
    *("-flags:v", "+bitexact", "-flags:a", "+bitexact"),
)


class Ffmpeg:
    """Everything that is done with films; it keeps nothing."""

    def look(self, data: bytes) -> Film:
        """A film's size and length as its file says them.

        Raises:
            BrokenFilm: nothing in it can be played.
        """
        with _file(data) as path:
            return _looked(path, data)

    def clean(self, data: bytes, *, most_side: int, progress: Callable[[float], None]) -> Film:
        """The same film saved afresh: one picture and one sound track, no metadata, no side longer than ``most_side``.

        Raises:
            BrokenFilm: it cannot be played to its end.
            TimeoutError: it takes too long.
        """
        with _file(data) as path, tempfile.TemporaryDirectory() as folder:
            seconds, made = max(_looked(path, data).length, 0.1), Path(folder) / "clean.mp4"
            small = f"scale='trunc(iw*min(1,{most_side}/max(iw,ih))/2)*2':'trunc(ih*min(1,{most_side}/max(iw,ih))/2)*2'"
            tracks = ("-map", "0:v:0", "-map", "0:a:0?", "-dn", "-sn", "-c:a", "aac", "-b:a", "128k", "-ac", "2")
            _run(
                [*_reading(path, data), *tracks, "-vf", f"{small},fps=30,setsar=1", *_ENCODE, str(made)],
                lambda done: progress(min(1.0, done / seconds)),
            )
            return _looked(made, made.read_bytes())

    def frame(self, data: bytes, second: float) -> bytes:
        """One moment of a film as a JPEG; the last one where it is shorter.

        Raises:
            BrokenFilm: nothing in it can be shown.
        """
        with _file(data) as path, tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "frame.jpg"
            at = max(0.0, min(second, _looked(path, data).length - 0.1))
            still = ("-map", "0:v:0", "-frames:v", "1", "-q:v", "2", "-map_metadata", "-1")
            _run(["-ss", f"{at:.3f}", *_reading(path, data), *still, str(made)], lambda _: None)
            return made.read_bytes()

    def encoded(self, frames: Iterable[bytes], size: tuple[int, int], fps: int) -> Film:
        """A silent film from frames of red, green and blue, 8 bits each; both sides must be even.

        Raises:
            BrokenFilm: the encoder stopped.
            TimeoutError: it takes too long.
        """
        ends = time.monotonic() + PATIENCE
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "made.mp4"
            raw = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}", "-r", str(fps), "-i", "-")
            with _process([*raw, "-an", *_ENCODE, str(made)], stdin=subprocess.PIPE) as process:
                assert process.stdin is not None
                try:
                    for one in frames:
                        process.stdin.write(one)
                        if time.monotonic() > ends:
                            raise TimeoutError
                    process.stdin.close()
                except BrokenPipeError as stopped:
                    raise BrokenFilm("the encoder stopped") from stopped
                if process.wait(max(1.0, ends - time.monotonic())):
                    raise BrokenFilm("the encoder failed")
            return _looked(made, made.read_bytes())


@contextmanager
def _file(data: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film"
        path.write_bytes(data)
        yield path


def _reading(path: Path, data: bytes) -> tuple[str, ...]:
    """Read this one file in the format that its bytes have: a play list inside it must not lead anywhere."""
    kind = "matroska" if data[:4] == b"\x1a\x45\xdf\xa3" else "avi" if data[:4] == b"RIFF" else "mov"
    return ("-protocol_whitelist", "file", "-f", kind, "-i", str(path))


def _looked(path: Path, data: bytes) -> Film:
    command = [_ffmpeg(), "-nostdin", "-hide_banner", *_reading(path, data)]
    try:
        told = subprocess.run(command, capture_output=True, timeout=30, check=False).stderr.decode(errors="replace")  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise BrokenFilm("it takes too long to look at") from late
    length, size = _SECONDS.search(told), _SIZE.search(told)
    if length is None or size is None:
        raise BrokenFilm("no picture track")
    hours, minutes, seconds = (float(part) for part in length.groups())
    width, height = int(size.group(1)), int(size.group(2))
    if _TURNED.search(told):
        width, height = height, width
    return Film(data, width, height, hours * 3600 + minutes * 60 + seconds)


def _run(arguments: Sequence[str], tell: Callable[[float], None]) -> None:
    """Run the encoder and tell how many seconds of film are done."""
    ends = time.monotonic() + PATIENCE
    with _process(["-progress", "-", "-nostats", *arguments], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        watch = Thread(target=_stop_late, args=(process, ends), daemon=True)
        watch.start()
        for line in process.stdout:
            if found := _DONE.match(line):
                tell(int(found.group(1)) / 1_000_000)
        if process.wait() and time.monotonic() >= ends:
            raise TimeoutError
        if process.returncode:
            raise BrokenFilm("it cannot be read to its end")


def _stop_late(process: "subprocess.Popen[bytes]", ends: float) -> None:
    try:
        process.wait(ends - time.monotonic())
    except subprocess.TimeoutExpired:
        process.kill()


@contextmanager
def _process(
    arguments: Sequence[str], *, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
) -> Iterator["subprocess.Popen[bytes]"]:
    """The encoder at work; it never outlives whoever waits for it."""
    command = [_ffmpeg(), "-y", "-v", "error", *arguments]
    process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        yield process
    except subprocess.TimeoutExpired as late:
        raise TimeoutError from late
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None and not pipe.closed:
                _shut(pipe)


def _shut(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return  # it had more to say to an encoder that is gone


@cache
def _ffmpeg() -> str:
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())
