from __future__ import annotations

import socket

import pytest

from assistant.setup.errors import PortTaken, SetupError
from assistant.setup.ports import free_port, require_port


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        yield other.getsockname()[1]


def test_a_free_port_is_accepted():
    require_port(free_port())


def test_a_taken_port_names_the_port_and_the_way_out(taken_port):
    with pytest.raises(PortTaken) as refused:
        require_port(taken_port)
    assert f"Poort {taken_port} is al in gebruik" in str(refused.value)
    assert "--poort" in str(refused.value)


def test_the_suggested_port_is_free(taken_port):
    with pytest.raises(PortTaken) as refused:
        require_port(taken_port)
    require_port(int(str(refused.value).rpartition("--poort ")[2].rstrip("`.")))


def test_a_program_that_listens_everywhere_counts_too():
    with socket.socket() as other:
        other.bind(("0.0.0.0", 0))
        other.listen(1)
        with pytest.raises(PortTaken):
            require_port(other.getsockname()[1])


@pytest.mark.parametrize("port", [-1, 0, 65_536, 10**9])
def test_a_number_that_is_no_port_is_refused(port):
    with pytest.raises(SetupError, match="bestaat niet"):
        require_port(port)


def test_the_preferred_port_is_taken_only_when_it_is_free(taken_port):
    preferred = free_port()
    assert free_port(preferred) == preferred
    assert free_port(taken_port) != taken_port
