"""What the table of roles does apart from the matrix: nobody, and forgotten routes."""


def test_a_session_that_the_record_does_not_know_is_nobody(visit):
    browser = visit("regisseur")
    browser.headers["cookie"] = browser.headers["cookie"][:-3] + "000"
    assert browser.get("/start").headers["location"].startswith("/toegang")


def test_a_route_without_a_row_is_open_to_nobody(app, visit):
    @app.get("/vergeten", name="vergeten")
    def forgotten() -> str:
        return "geheim"

    assert visit("beheerder").get("/vergeten").status_code == 403


def test_a_kind_of_object_without_a_guard_is_open_to_nobody(app, visit):
    # a row, but a parameter that no guard knows
    @app.get("/vergeten/{ding_id}", name="task_list")
    def forgotten(ding_id: str) -> str:
        return f"geheim {ding_id}"

    assert visit("regisseur").get("/vergeten/1").status_code == 404
