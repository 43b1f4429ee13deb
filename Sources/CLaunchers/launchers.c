#include "launchers.h"
