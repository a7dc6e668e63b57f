/* Planets under gravity: f64 arithmetic on structures in memory. */
#include "sample.h"

struct body {
    double position[3], velocity[3], mass;
};

#define PI 3.141592653589793
#define SOLAR_MASS (4 * PI * PI)
#define DAYS 365.24

static const struct body start[] = {
    { { 0, 0, 0 }, { 0, 0, 0 }, SOLAR_MASS },
    { { 4.84143144246472090, -1.16032004402742839, -0.103622044471123109 },
      { 0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063023 * DAYS },
      0.000954791938424326609 * SOLAR_MASS },
    { { 8.34336671824457987, 4.12479856412430479, -0.403523417114321381 },
      { -0.00276742510726411 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763929 * DAYS },
      0.000285885980666130812 * SOLAR_MASS },
    { { 12.8943695621391310, -15.1111514016986312, -0.223307578892655734 },
      { 0.00296460137564761618 * DAYS, 0.00237847173959480950 * DAYS, -0.0000296589568540237556 * DAYS },
      0.0000436624404335156298 * SOLAR_MASS },
    { { 15.3796971148509165, -25.9193146099879641, 0.179258772950371181 },
      { 0.00268067772490389322 * DAYS, 0.00162824170038242295 * DAYS, -0.0000951592254519715870 * DAYS },
      0.0000515138902046611451 * SOLAR_MASS },
};

enum { COUNT = sizeof start / sizeof *start };
static struct body bodies[COUNT];

static void reset(void)
{
    memcpy(bodies, start, sizeof bodies);
    for (int axis = 0; axis < 3; axis++) {
        double momentum = 0;
        for (int i = 0; i < COUNT; i++)
            momentum += bodies[i].velocity[axis] * bodies[i].mass;
        bodies[0].velocity[axis] = -momentum / SOLAR_MASS;
    }
}

static double distance_squared(const struct body *a, const struct body *b, double difference[3])
{
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
        difference[axis] = a->position[axis] - b->position[axis];
        sum += difference[axis] * difference[axis];
    }
    return sum;
}

static void advance(double step)
{
    for (int i = 0; i < COUNT; i++)
        for (int j = i + 1; j < COUNT; j++) {
            double difference[3];
            double squared = distance_squared(&bodies[i], &bodies[j], difference);
            double magnitude = step / (squared * __builtin_sqrt(squared));
            for (int axis = 0; axis < 3; axis++) {
                bodies[i].velocity[axis] -= difference[axis] * bodies[j].mass * magnitude;
                bodies[j].velocity[axis] += difference[axis] * bodies[i].mass * magnitude;
            }
        }
    for (int i = 0; i < COUNT; i++)
        for (int axis = 0; axis < 3; axis++)
            bodies[i].position[axis] += step * bodies[i].velocity[axis];
}

static double energy(void)
{
    double sum = 0, difference[3];
    for (int i = 0; i < COUNT; i++) {
        const double *v = bodies[i].velocity;
        sum += 0.5 * bodies[i].mass * (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        for (int j = i + 1; j < COUNT; j++)
            sum -= bodies[i].mass * bodies[j].mass
                   / __builtin_sqrt(distance_squared(&bodies[i], &bodies[j], difference));
    }
    return sum;
}

EXPORT(energy_after) double energy_after(int steps, double step)
{
    reset();
    for (steps &= 0xfff; steps > 0; steps--)
        advance(step);
    return energy();
}

int main(void)
{
    print_fixed(energy_after(0, 0.01), 9);
    print_char('\n');
    print_fixed(energy_after(1000, 0.01), 9);
    print_char('\n');
    return 0;
}
